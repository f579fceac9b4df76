"""The author's TeX for people: `readable` for a terminal, `html` for a page.

What the author's macros stand for is put in first (`expand`), then the text is read as a tree (`parser`), then the tree
is shown. Nothing that a text says is taken for more than text.
"""

from workbench.views.tex.html import Context, Tally, html
from workbench.views.tex.mathml import STYLE
from workbench.views.tex.terminal import readable

__all__ = ["STYLE", "Context", "Tally", "html", "readable"]
