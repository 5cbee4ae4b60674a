FLASK_APP=backend.app
