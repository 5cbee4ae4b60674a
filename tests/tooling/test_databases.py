import sqlalchemy as sa

metadata = sa.MetaData()
halls = sa.Table("halls_of_a_test", metadata, sa.Column("id", sa.Integer, primary_key=True))
talks = sa.Table(
    "talks_of_a_test",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("hall_id", sa.ForeignKey("halls_of_a_test.id"), nullable=False),
)


def test_tables_are_emptied_whatever_points_at_what(database_url, empty_tables):
    engine = sa.create_engine(database_url, poolclass=sa.NullPool)
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(halls.insert().values(id=1))
        connection.execute(talks.insert().values(id=1, hall_id=1))

    empty_tables([halls, talks])

    with engine.connect() as connection:
        left = [connection.execute(table.select()).all() for table in (halls, talks)]
    metadata.drop_all(engine)
    assert left == [[], []]


def test_a_new_database_is_empty_and_nobody_elses(new_database):
    engines = [sa.create_engine(new_database(), poolclass=sa.NullPool) for _ in range(2)]

    assert engines[0].url != engines[1].url
    assert [sa.inspect(engine).get_table_names() for engine in engines] == [[], []]
