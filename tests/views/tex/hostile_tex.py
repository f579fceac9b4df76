"""TeX that nobody would write who means well."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = r"""
\ { } [ ] $ $$ \( \) \[ \] & \\ # #1 ^ _ ~ % ' ` - | \frac \sqrt \text \left \right . ( \not \hat \sum
\begin{align*} \end{align*} \begin{itemize} \end{itemize} \item \begin{tabular}{c} \end{tabular} \begin{foo}
\begin{tikzcd} \end{tikzcd} \begin{verbatim} \end{verbatim} \begin{cases} \end{cases} \verb|x| \url{ \href{a}
\def \newcommand \x \y \csname \endcsname \let \expandafter \substack \mathbb \tag \ref{ \footnote{ \caption{
\textbf \bf \em \' \" \c \multicolumn{2}{c} \texorpdfstring \ensuremath \hyperref[ \overset \begin{ \end{
<script> </math> &lt; javascript:alert(1) onclick= \color{red} \label{a} \operatorname \mathrm \begin{smallmatrix}
"""
PIECES = st.lists(
    st.sampled_from(
        [*_WORDS.split(), "\n\n", " ", "a", "word", "1", "é", "\u202e", "\x1b", "\x00", "𝔭", "\ud800", '"']
    ),
    max_size=40,
).map("".join)
"""Texts put together of what TeX, HTML and a terminal take for more than text."""

LONG = (
    *("{", "\\frac", "$", "\\x", "\\x{", "\\begin{itemize}\\item ", "\\left(", "a", "$x^{", "\\text{$", "\\\\ & "),
    *("\\begin{verbatim}", "\\end{a}\\begin{b}", "[", "\\href{", "\\texorpdfstring{", "\n\n$", "^", "\\verb|"),
)
"""What a long text may consist of that has nothing else in it."""
