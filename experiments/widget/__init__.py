"""The widget: the country month by month, two scenarios side by side. In notebooks, in the app, and in the page."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.widget.widget import Explorer

__all__ = ["Explorer"]


def __getattr__(name: str) -> Any:
    """Import the widget when it is asked for: what packs runs works without anywidget."""
    if name != "Explorer":
        raise AttributeError(f"module 'experiments.widget' has no attribute {name!r}")
    from experiments.widget.widget import Explorer

    return Explorer
