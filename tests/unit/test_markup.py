from wijkmap.model.words import State
from wijkmap.present.markup import absence, element, join, link, text


def test_text_is_escaped_once() -> None:
    assert element("p", "<b> & 'c'") == "<p>&lt;b&gt; &amp; &#x27;c&#x27;</p>"
    assert element("p", element("b", "x")) == "<p><b>x</b></p>"
    assert text(text("&")) == "&amp;"


def test_attributes_are_escaped_and_none_is_left_out() -> None:
    assert element("p", "x", class_='a"b', id=None) == '<p class="a&quot;b">x</p>'


def test_only_web_addresses_become_links() -> None:
    assert link("javascript:alert(1)", "x") == "x"
    made = link("https://example.org/?a=1&b=2", "naam")
    assert made.startswith('<a href="https://example.org/?a=1&amp;b=2"')
    assert 'rel="noopener noreferrer"' in made


def test_join_escapes_the_pieces_not_the_html() -> None:
    assert join(["<", element("i", "y")], ", ") == "&lt;, <i>y</i>"


def test_each_absence_has_its_own_word() -> None:
    words = {str(absence(state)) for state in State if state is not State.KNOWN}
    assert len(words) == 3
