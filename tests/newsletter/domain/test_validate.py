from __future__ import annotations

import pytest

from newsletter.domain.validate import InvalidLetter, check

GOOD = """<mjml lang="fr" dir="ltr">
  <mj-head>
    <mj-title>Titre</mj-title>
    <mj-attributes><mj-all font-family="serif"/><mj-text color="#000000"/></mj-attributes>
    <mj-raw><meta name="color-scheme" content="light dark"/></mj-raw>
    <mj-style>.a > table { color: red; }</mj-style>
  </mj-head>
  <mj-body>
    <mj-section><mj-column>
      <mj-text>Un <a href="https://e.org/?a=1&amp;b=2">lien</a> &#8217; &lt;b&gt;<br/></mj-text>
      <mj-image src="https://example.org/a.jpg" alt=""/>
      <mj-button href="https://example.org/">Lire</mj-button>
    </mj-column></mj-section>
  </mj-body>
</mjml>"""


def body(inner: str) -> str:
    return (
        f"<mjml><mj-body><mj-section><mj-column>{inner}</mj-column></mj-section></mj-body></mjml>"
    )


def head(inner: str) -> str:
    return f"<mjml><mj-head>{inner}</mj-head></mjml>"


def test_check_of_sound_mjml_says_nothing():
    check(GOOD, "« essai »")


FAULTS = {
    "<mj-foo/>": "la balise <mj-foo> n’existe pas",
    "<mj-texte>x</mj-texte>": "la balise <mj-texte> n’existe pas",
    "<div>x</div>": "la balise <div> n’existe pas",
    '<mj-text colour="red">x</mj-text>': "l’attribut « colour » de <mj-text> n’existe pas",
    '<mj-text onclick="x()">x</mj-text>': "l’attribut « onclick » de <mj-text> n’existe pas",
    '<mj-image src="a" alt="b" data-x="1"/>': "l’attribut « data-x » de <mj-image> n’existe pas",
    '<mj-image src="https://example.org/a.jpg"/>': "n’a pas de texte de remplacement (alt)",
    '<mj-image alt="x"/>': "n’a pas d’image (src)",
    '<mj-image src="" alt="x"/>': "n’a pas d’image (src)",
    '<mj-image src="a" alt=" " href="https://example.org/"/>': "doit dire où il mène (alt)".replace(
        "il", "il"
    ),
    '<mj-text><img src="a"/></mj-text>': "la balise <img> n’a pas de texte de remplacement",
    "<mj-text>x": "la balise <mj-text> n’est pas fermée",
    "<mj-text><b>x</mj-text>": "la balise <b> n’est pas fermée",
    "<mj-text>x<br></mj-text>": "la balise <br> n’est pas fermée",
    "<mj-text><script>x</script></mj-text>": "la balise <script> n’est pas permise",
    "<mj-text><iframe/></mj-text>": "la balise <iframe> n’est pas permise",
    "<mj-text><table/></mj-text>": "la balise <table> n’est pas permise",
    '<mj-text><a onmouseover="x()">y</a></mj-text>': "la balise <a> porte un programme",
    "<mj-text>a & b</mj-text>": "le MJML ne peut être lu",
    "<mj-text>a < b</mj-text>": "le MJML ne peut être lu",
    "<mj-text>&nbsp;</mj-text>": "le MJML ne peut être lu",
    "<mj-text><mj-image src='a' alt='b'/></mj-text>": "la balise <mj-image> n’est pas permise",
    "<mj-section/>": "la balise <mj-section> n’a pas sa place dans <mj-column>",
    "<mj-column/>": "la balise <mj-column> n’a pas sa place dans <mj-column>",
    "<mj-body/>": "la balise <mj-body> n’a pas sa place dans <mj-column>",
    "texte perdu": "du texte se trouve hors de tout bloc, dans <mj-column>",
    '<mj-font name="x" href="https://fonts.example/"/>': "la balise <mj-font> n’existe pas",
    "<mj-include path='/etc/passwd'/>": "la balise <mj-include> n’existe pas",
    "<mj-social/>": "la balise <mj-social> n’existe pas",
    "<MJ-TEXT>x</MJ-TEXT>": "la balise <MJ-TEXT> n’existe pas",
}


@pytest.mark.parametrize("inner", FAULTS)
def test_check_of_a_fault_names_the_block_and_what_is_wrong(inner):
    with pytest.raises(InvalidLetter) as caught:
        check(body(inner), "« Chiffre clé »")
    assert str(caught.value).startswith("Bloc « Chiffre clé » : ")
    assert FAULTS[inner] in str(caught.value)
    assert "ligne 1" in str(caught.value)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "le MJML ne peut être lu"),
        ("bonjour", "le MJML ne peut être lu"),
        ("<mj-text>x</mj-text>", "n’a pas sa place à la racine"),
        ("<html/>", "la balise <html> n’existe pas"),
        ("<mjml>", "la balise <mjml> n’est pas fermée"),
        ("<mjml><mj-text>x</mj-text></mjml>", "n’a pas sa place dans <mjml>"),
        ('<!DOCTYPE mjml [<!ENTITY a "b">]><mjml>&a;</mjml>', "déclaration DOCTYPE"),
        (
            head("<mj-attributes><mj-foo a='b'/></mj-attributes>"),
            "n’existe pas",
        ),
        (
            head("<mj-attributes><mj-text a='b'/></mj-attributes>"),
            "n’existe pas",
        ),
    ],
)
def test_check_of_a_broken_document_is_refused(source, message):
    with pytest.raises(InvalidLetter, match=message):
        check(source, "mise en page")
