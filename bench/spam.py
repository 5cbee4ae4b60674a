"""How good the spam classifier is on messages it was not learnt from, as a rule with it judges them."""

from pathlib import Path

from bench.figures import Figure, Measured, absent
from scripts import spam_figures, spam_sets
from scripts.spam_figures import Figures

TITLE = "Spam and ham held out"
PRECISION, RECALL = 0.98, 0.90


def measure(_folder: Path) -> Measured:
    """Counts by set, with precision and recall where there is spam in it."""
    data = spam_sets.folder()
    if data is None:
        return absent(TITLE, "../shared/data is not here (or set FIRESIDE_DATA).")
    learnt_from, held_out = spam_sets.split(data)
    rated = spam_figures.figures(held_out)
    how = (
        f"`python -m bench spam`: a rule against spam (everyone, sure) on {len(held_out):,} messages that "
        f"`python -m scripts.train_spam` held out of the {len(learnt_from):,} it learnt from; what is nearly the same "
        "stands on one side, and the threshold was chosen by cross-validation in what was learnt from. Sets: SMS Spam "
        "Collection (Almeida & Hidalgo, CC BY 4.0), #ubuntu chat (Kummerfeld et al., CC BY 4.0)."
    )
    return Measured(TITLE, how, tuple(figure for source, each in rated.items() for figure in _shown(source, each)))


def _shown(source: str, rated: Figures) -> list[Figure]:
    spam, ham = rated["spam held"] + rated["spam let through"], rated["ham held"] + rated["ham let through"]
    counts = [f"{rated['ham held']:.0f} of {ham:,.0f} ham held"]
    if not spam:
        return [Figure(source, counts[0])]
    counts.insert(0, f"{rated['spam held']:.0f} of {spam:.0f} spam held")
    return [
        Figure(source, ", ".join(counts)),
        Figure(f"{source}: precision", f"{rated['precision']:.4f}", f"≥ {PRECISION}", rated["precision"] >= PRECISION),
        Figure(f"{source}: recall", f"{rated['recall']:.4f}", f"≥ {RECALL:.2f}", rated["recall"] >= RECALL),
    ]
