"""The blueprint as one page of HTML that needs nothing else: `export` makes it, `badge` a sign for a README."""

from workbench.views.html.badge import badge
from workbench.views.html.export import Page, export

__all__ = ["Page", "badge", "export"]
