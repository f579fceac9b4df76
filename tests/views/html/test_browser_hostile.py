"""Hostile text in every field, looked at where it would do harm: nothing may run, ask, open or lead away.

Each page is opened as it is, and once more with its policy switched off, so that escaping alone has to hold.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browser_samples import Opened, comes
from pages_by_hand import HEAD
from playwright.sync_api import Page, expect

from workbench.evidence.record import Certificate, Evidence, Tier, Verdict
from workbench.status import Answer
from workbench.survey import exhibit
from workbench.views.html import export

RUN = "console.error('ran')"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror=\"{RUN}\">",
    f"\"><svg onload=\"{RUN}\"><animate onbegin=\"{RUN}\" attributeName=x dur=1s>",
    f"' onmouseover='{RUN}' onfocus='{RUN}' autofocus tabindex='1",
    f"\" onmouseover=\"{RUN}\" onfocus=\"{RUN}\" autofocus tabindex=\"1",
    f"</script></style></title></textarea></template><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"]]><script>{RUN}</script>",
    f"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={RUN}&gt;\">",
    f"<math><maction actiontype=statusline xlink:href=\"javascript:{RUN}\">x</maction><mi href=\"javascript:{RUN}\">y",
    f"<svg><a xlink:href=\"javascript:{RUN}\"><text>x</text></a><foreignObject><body onload=\"{RUN}\"></foreignObject>",
    f"<svg><use href=\"data:image/svg+xml,<svg id='x' onload='{RUN}'/>\"/></svg>",
    f"<a href=\"javascript:{RUN}\">x</a><a href=\"data:text/html,<script>{RUN}</script>\">y</a>",
    f"<iframe srcdoc=\"<script>parent.{RUN}</script>\"></iframe><object data=\"javascript:{RUN}\"></object>",
    f"<details open ontoggle=\"{RUN}\"><form action=\"javascript:{RUN}\"><button>x</button></form>",
    "<base href=\"https://evil.example/\"><meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
    "<link rel=stylesheet href=https://evil.example/x.css><style>@import 'https://evil.example/';</style>",
    f"<div style=\"background:url(https://evil.example/x)\"><button popovertarget=x onclick=\"{RUN}\">x</button></div>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;&#60;img src=x onerror={RUN}&#62;",
    f"javascript:{RUN}",
    f"java\tscript:{RUN}//https://evil.example",
    f"JaVaScRiPt:{RUN}//",
    f"data:text/html,<script>{RUN}</script>",
    "//evil.example/x",
    "https://evil.example\u202e/\u2066<b>",
    "\u202egnp.\u2066exe\u2069\u200f<b>x",
    "{{ ''.__class__.__mro__ }}{% include '/etc/passwd' %}",
    f"${{{RUN}}}`+{RUN}+`",
    "__proto__",
    "constructor",
    "_data",
)  # fmt: skip

STATEMENT = r"""
\chapter{P}\section{P $\text{P}$}\label{sec-P}
\begin{theorem}[P]\label{P}\lean{P}\leanok\discussion{P}\checkedby{P}\uses{P,other-P}
P \evil{} $\evil$ \textbf{P} \emph{P} $\text{P}$ $\mathrm{P}$ $\operatorname{P}$ $\href{P}{x}$ $\url{P}$ $\class{P}{x}$
$\style{P}{x}$ $\cssId{P}{x}$ $\unicode{P}$ $\color{P}{x}$ $\textcolor{P}{x}$ $\htmlData{P}{x}$ $\includegraphics{P}$
\href{P}{click} \url{P} \href{P}{P} \hyperref[P]{P} \ref{P} \eqref{eq-P} \cref{P} \cite[P]{P} \footnote{P}
\textcolor{P}{x} \includegraphics[P]{P} \begin{figure}\includegraphics{evil.svg}\caption{P}\label{fig-P}\end{figure}
\begin{equation}\label{eq-P}\tag{P} x \end{equation}
\begin{itemize}\item[P] P\end{itemize}\begin{tabular}{P}P & P\\ \multicolumn{2}{P}{P}\end{tabular}
\begin{verbatim}P\end{verbatim}\verb|P|
\begin{tikzcd} P \arrow[P] \end{tikzcd}
\end{theorem}
\begin{proof}[P]\uses{P} P \end{proof}
\begin{evil}[P] P \end{evil}
"""
FRONT = "".join(rf"\{name}{{P}}" for name in ("title", "author", "date", "home", "github", "dochome"))
SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{RUN}\"><script>{RUN}</script><image href='https://evil.example/'/></svg>"


def body() -> str:
    """One statement for each payload, and every field of the document with all of them."""
    written = [payload.replace("%", r"\%") for payload in PAYLOADS]
    whole = " ".join(written)
    colours = "".join(
        rf"\graphcolor{{{key}}}{{{p}}}{{{p}}}" for key, p in zip(("stated", "proved"), PAYLOADS, strict=False)
    )
    statements = (rf"\renewcommand{{\evil}}{{{payload}}}" + STATEMENT.replace("P", payload) for payload in written)
    items = "".join(rf"\bibitem[{payload}]{{{payload}}} {payload} \href{{{payload}}}{{x}}" for payload in written)
    return (
        FRONT.replace("P", whole) + colours + r"\newcommand{\evil}{x}" + "".join(statements)
        + rf"\begin{{thebibliography}}{{9}}{items}\end{{thebibliography}}"
    )  # fmt: skip


def answer(node: str, payload: str, number: int) -> Answer:
    """Evidence of which every text is hostile."""
    verdict = (Verdict.VERIFIED, Verdict.REFUTED, Verdict.ERROR, Verdict.UNKNOWN)[number % 4]
    evidence = Evidence(
        fingerprint=payload,
        kind=payload,
        name=payload,
        checker=payload,
        verdict=verdict,
        reason=payload,
        answer=payload,
        tier=Tier.CERTIFICATE,
        rests_on=(payload, f"encoding:{payload}"),
        certificate=Certificate(payload, payload, 7, payload),
        tool=payload,
        when=payload,
        states=payload,
    )
    return Answer(f"{node}/{payload}", node, payload, payload, payload, payload, evidence, fresh=bool(number % 2))


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a document, of evidence and of witnesses of which every text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    source = folder / "blueprint" / "src"
    source.mkdir(parents=True)
    (source / "evil.svg").write_text(SVG, encoding="utf-8")
    head = HEAD.replace(r"\begin{document}", r"\newtheorem{evil}{" + PAYLOADS[0] + r"}" + "\n" + r"\begin{document}")
    (source / "web.tex").write_text(f"{head}{body()}\\end{{document}}\n", encoding="utf-8")
    shown = exhibit(source)
    answers, nodes, witnesses = {}, {}, {}
    for number, (id, state) in enumerate(shown.report.nodes.items()):
        payload = PAYLOADS[number % len(PAYLOADS)]
        one = answer(id, payload, number)
        answers[one.id] = one
        nodes[id] = replace(state, answers=(one.id,), rests_on=(payload,))
        witnesses[one.id] = (
            {"colouring": [payload, 1]}, {"colouring": [0, 1, 2]}, {"columns": [0, payload]},
            {"edges": [[0, 1, payload]]}, {payload: payload}, payload,
        )[number % 6]  # fmt: skip
    report = replace(shown.report, nodes=nodes, answers=answers)
    out = folder / "page.html"
    made = export(report, shown.document, witnesses=witnesses, picture=shown.picture)
    out.write_text(made.html, encoding="utf-8")
    assert len(nodes) >= len(PAYLOADS)
    assert "data:image/svg+xml" in made.html
    return out


EVENTS = (
    "mouseover",
    "mouseenter",
    "pointerover",
    "focus",
    "focusin",
    "toggle",
    "load",
    "error",
    "begin",
    "animationstart",
)
ACTIVATE = """events => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const element of document.querySelectorAll("*"))
    for (const kind of events) element.dispatchEvent(new Event(kind));
  let count = 0;
  for (const element of document.querySelectorAll("a, button, summary, label, area, math *, svg *, [tabindex]")) {
    if (element.closest("[hidden]")) continue;
    element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
    element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    count += 1;
  }
  return count;
}"""


def provoke(page: Page) -> int:
    """Everything that somebody could do to a page, done to each of its elements; tells how many were activated."""
    page.wait_for_timeout(300)
    count = page.evaluate(ACTIVATE, EVENTS)
    page.wait_for_timeout(300)
    return count


@pytest.mark.parametrize("policy", [True, False])
def test_nothing_of_a_hostile_blueprint_runs(opened: Opened, hostile_page: Path, policy: bool) -> None:
    page = opened(hostile_page, bypass_csp=not policy)
    assert "scripted" in page.locator("html").get_attribute("class")
    assert provoke(page) > 500
    assert opened.troubles() == []


def test_nothing_runs_where_a_person_searches_chooses_and_walks_through_it(opened: Opened, hostile_page: Path) -> None:
    page = opened(hostile_page, bypass_csp=True)
    page.keyboard.press("/")
    page.keyboard.type("script")
    found = page.get_by_role("option")
    assert comes(page, lambda: found.count() > 5)
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#_side")).to_be_visible()
    for link in page.locator("#_side a").all()[:8]:
        link.dispatch_event("click")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Focus").click()
    page.evaluate("window.scrollTo(0, 0)")
    page.locator("#_stage").focus()
    for number in range(40):
        page.keyboard.press("Tab")
        if number % 2:
            page.keyboard.press("Enter")
    page.pdf()
    assert page.evaluate("document.querySelectorAll('script').length") == 2


def test_without_javascript_it_asks_for_nothing_either(opened: Opened, hostile_page: Path) -> None:
    page = opened(hostile_page, java_script_enabled=False, bypass_csp=True)
    page.wait_for_timeout(300)
    assert page.locator("article.statement").count() >= len(PAYLOADS)


def test_the_watch_sees_what_these_texts_do_where_nobody_escapes_them(opened: Opened, tmp_path: Path) -> None:
    """The control: without it, a watch that sees nothing would pass every page."""
    unseen = []
    for number, payload in enumerate(PAYLOADS[:18]):
        file = tmp_path / f"{number}.html"
        file.write_text(
            f"<!DOCTYPE html><title>x</title><p title='x{payload}' id=\"x{payload}\">{payload}</p>", "utf-8"
        )
        provoke(opened(file, bypass_csp=True))
        if not opened.troubles():
            unseen.append(payload)
    assert len(unseen) <= 3, unseen


@pytest.mark.parametrize(
    "field", [r"\begin{{theorem}}[{0}]\label{{{0}}} {0}\end{{theorem}}", r"\chapter{{{0}}}\label{{{0}}} {0}"]
)
def test_a_megabyte_in_a_field_is_a_page_that_can_be_used(
    opened: Opened, write: Callable[[str], Path], tmp_path: Path, field: str
) -> None:
    big = f"<img src=x onerror={RUN}>" * (1_000_000 // 42)
    shown = exhibit(write(field.format(big) + r"\begin{lemma}\label{small} It is small.\end{lemma}"))
    file = tmp_path / "page.html"
    file.write_text(export(shown.report, shown.document).html, encoding="utf-8")
    page = opened(file, "#small", bypass_csp=True)
    page.wait_for_timeout(200)
    expect(page.locator("#small .body")).to_have_text("It is small.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.keyboard.press("/")
    page.keyboard.type("small")
    page.keyboard.press("Enter")
    expect(page.locator("#_side")).to_contain_text("It is small.")


# The policy


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}", asked
        listening.shutdown()
        thread.join()


ASK = """async base => {
  const add = (tag, attributes) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    document.body.append(element);
    return element;
  };
  add("img", { src: base + "/img" });
  add("script", { src: base + "/script" });
  add("link", { rel: "stylesheet", href: base + "/style" });
  add("iframe", { src: base + "/frame" });
  add("object", { data: base + "/object" });
  add("video", { src: base + "/video", autoplay: "" });
  add("script", {}).textContent = "window.inline = true";
  add("div", { style: `width: 9px; height: 9px; background: url(${base}/background)` });
  const form = add("form", { action: base + "/form", method: "post" });
  form.submit();
  navigator.sendBeacon(base + "/beacon", "x");
  try { new WebSocket(base.replace("http", "ws") + "/socket"); } catch { }
  try { new EventSource(base + "/events"); } catch { }
  try { await fetch(base + "/fetch", { mode: "no-cors" }); } catch { }
  await new Promise(done => setTimeout(done, 700));
  return window.inline === true;
}"""


def test_the_policy_lets_nothing_out_even_for_a_script_that_got_in(
    opened: Opened, sample_page: Path, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    base, asked = server
    page = opened(sample_page)
    page.context.unroute_all()
    assert page.evaluate(ASK, base) is False
    assert asked == []
    assert any("Content Security Policy" in trouble for trouble in opened.troubles())
    without = opened(tmp_path / shutil.copy(sample_page, tmp_path / "without.html"), bypass_csp=True)
    without.context.unroute_all()
    assert without.evaluate(ASK.replace("form.submit();", ""), base) is True
    wanted = {"/img", "/script", "/style", "/frame", "/background", "/fetch"}
    until = time.monotonic() + 30
    while not wanted <= set(asked) and time.monotonic() < until:
        without.wait_for_timeout(100)  # a busy machine asks late
    assert wanted <= set(asked)
    opened.troubles()
