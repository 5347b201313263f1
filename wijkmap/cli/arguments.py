"""The command line's options, in Dutch. Imports nothing heavy: help is instant."""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NoReturn

__all__ = ["WRONG_USAGE", "parser"]

WRONG_USAGE = 2
"""Exit status of a question that cannot be put to the data."""

_COMMANDS = "wijkmap.cli.commands"
_FORMATS = ("table", "csv", "json")
_BRIEFINGS = (".pdf", ".pptx", ".png")
_LAST_PORT = 65535


class _Parser(argparse.ArgumentParser):
    """Parser whose own words are Dutch; the texts of options come from us anyway."""

    _DUTCH: Mapping[str, str] = {
        "the following arguments are required: ": "verplicht is: ",
        "unrecognized arguments: ": "onbekend: ",
        "expected one argument": "hier hoort één waarde achter",
        "argument ": "bij ",
    }

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, add_help=False, allow_abbrev=False)
        self.own = self.add_argument_group("opties")
        self.own.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "gebruik: ", 1)

    def error(self, message: str) -> NoReturn:
        for english, dutch in self._DUTCH.items():
            message = message.replace(english, dutch)
        self.exit(WRONG_USAGE, f"wijkmap: {message}\nUitleg: {self.prog} --help\n")


def _word(*choices: str) -> Callable[[str], str]:
    """Reader of an option that takes one of a few words."""

    def read(text: str) -> str:
        if text not in choices:
            near = difflib.get_close_matches(text, choices, n=1)
            hint = f" Bedoelt u {near[0]}?" if near else ""
            raise argparse.ArgumentTypeError(
                f"‘{text}’ kan niet; kies uit {', '.join(choices)}.{hint}"
            )
        return text

    return read


def _list(text: str) -> list[str]:
    return [part for part in (piece.strip() for piece in text.split(",")) if part]


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"‘{text}’ is geen datum; schrijf jjjj-mm-dd, bijvoorbeeld 2026-01-31."
        ) from None


def _cents(text: str) -> int:
    try:
        euros = Decimal(text)
        if euros.is_finite() and euros * 100 == int(euros * 100):
            return int(euros * 100)
    except InvalidOperation:
        pass
    raise argparse.ArgumentTypeError(
        f"‘{text}’ is geen bedrag; schrijf euro's met een punt, bijvoorbeeld 500000 of 1250.50."
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _LAST_PORT):
        raise argparse.ArgumentTypeError(
            f"‘{text}’ is geen poort; geef een getal van 1 tot {_LAST_PORT}."
        )
    return int(text)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"‘{text}’ is geen heel getal van 0 of meer.")
    return int(text)


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"de map ‘{text}’ bestaat niet.")
    return folder


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"het bestand ‘{text}’ bestaat niet.")
    return path


def _folder_or_file(text: str) -> Path:
    path = Path(text)
    return path if path.is_file() else _folder(text)


def parser() -> argparse.ArgumentParser:
    """Parser of every command.

    Returns
    -------
    argparse.ArgumentParser
        What it parses has ``command``: the module and the name of the function that
        takes the options and returns the exit status.
    """
    whole = _Parser(
        prog="wijkmap",
        description="Bewonersinitiatieven, geld, veiligheid en leefbaarheid per wijk.",
    )
    commands = whole.add_subparsers(
        title="opdrachten", metavar="OPDRACHT", required=True, dest="opdracht"
    )

    def command(name: str, text: str, home: str = _COMMANDS) -> _Parser:
        made = commands.add_parser(name, prog=f"wijkmap {name}", description=text, help=text)
        made.set_defaults(command=(home, name))
        return made

    run = command("run", "start de app in de browser", "wijkmap.cli.server")
    _add_folder(run)
    run.own.add_argument(
        "--demo", action="store_true", help="toon Voorbeeldstad, een verzonnen gemeente"
    )
    _add_date(run)
    run.own.add_argument("--port", type=_port, default=8501, help="poort (8501)")
    run.own.add_argument(
        "--address", default="localhost", help="adres waarop de app luistert (localhost)"
    )
    run.own.add_argument(
        "--browser",
        action=argparse.BooleanOptionalAction,
        default=False,
        help="open ook een browser (nee)",
    )

    demo = command(
        "demo", "schrijf Voorbeeldstad, een verzonnen gemeente, in een map", "wijkmap.cli.demo"
    )
    demo.own.add_argument("folder", type=Path, metavar="MAP", help="map om in te schrijven")

    check = command("check", "controleer een map of een eigen levering en toon alle problemen")
    check.own.add_argument(
        "path",
        type=_folder_or_file,
        nargs="?",
        metavar="MAP|BESTAND",
        help="map, of een levering als CSV of XLSX (de eigen gegevens van wijkmap)",
    )
    _add_folder(check)
    _add_format(check)

    figures = command("figures", "toon een cijfer per gebied")
    figures.own.add_argument("--indicator", required=True, help="sleutel of naam van het cijfer")
    figures.own.add_argument(
        "--level",
        type=_word("wijk", "buurt", "stadsdeel", "gemeente", "group"),
        default="wijk",
        help="wijk, buurt, stadsdeel, gemeente of group (pilots en rest); gewoonlijk wijk",
    )
    _add_filters(figures)

    initiatives = command("initiatives", "tel de initiatieven die gevonden zijn")
    budget = command("budget", "tel de bedragen die gevonden zijn, per soort")
    keys = ("wijk", "theme", "stream", "status", "year")
    for one, allowed in ((initiatives, keys), (budget, (*keys, "kind"))):
        one.own.add_argument(
            "--by",
            type=_word(*allowed),
            default="wijk",
            help=f"waarnaar: {', '.join(allowed)}; gewoonlijk wijk",
        )
        _add_filters(one)
    budget.own.add_argument(
        "--kind",
        type=_list,
        default=[],
        help="alleen de rijen van deze soorten: planned, awarded, spent, proposed, reserve",
    )

    _add_briefing(command("briefing", "maak een briefing van één pagina", "wijkmap.cli.briefing"))

    scenario = command(
        "scenario", "verdeel een pot over de wijken met eigen regels", "wijkmap.cli.scenario"
    )
    scenario.own.add_argument(
        "rules", type=_file, metavar="BESTAND", help="de regels, zoals wijkmap/docs/scenario.toml"
    )
    scenario.own.add_argument(
        "--pot", type=_cents, metavar="EURO", help="de pot in euro's; anders die van het bestand"
    )
    _add_folder(scenario)
    _add_date(scenario)
    _add_format(scenario)

    _add_fetch(command("fetch", "haal openbare cijfers op in een map", "wijkmap.cli.fetch"))

    compare = command(
        "compare",
        "vergelijk de verandering in de pilots met die in andere wijken",
        "wijkmap.cli.comparison",
    )
    compare.own.add_argument("--indicator", required=True, help="sleutel of naam van het cijfer")
    compare.own.add_argument(
        "--before", required=True, metavar="PERIODE", help="2014, 2012-2014 of 2012,2014"
    )
    compare.own.add_argument("--after", required=True, metavar="PERIODE", help="net zo")
    compare.own.add_argument(
        "--pilots", type=_list, default=[], help="codes of namen van wijken (de pilots)"
    )
    compare.own.add_argument(
        "--comparison",
        default="rest",
        metavar="GROEP",
        help="rest, lookalike, ring, noring, een groep zonder sommige wijken (zonder-later, "
        "zonder-STADSDEEL), of codes of namen van wijken; gewoonlijk rest",
    )
    compare.own.add_argument(
        "--weighted", action="store_true", help="weeg scores en percentages naar inwoners"
    )
    compare.own.add_argument(
        "--no-water",
        dest="across_water",
        action="store_false",
        help="tel grenzen in het water niet mee voor de ring",
    )
    _add_folder(compare)
    _add_date(compare)
    compare.own.add_argument(
        "--format", type=_word("json", "table"), default="table", help="json of table (table)"
    )
    return whole


def _add_briefing(parser: _Parser) -> None:
    about = parser.add_mutually_exclusive_group(required=True)
    about.add_argument(
        "--wijk", metavar="WIJK", help="naam of code van een wijk, code van een buurt, of pilots"
    )
    about.add_argument("--stadsdeel", metavar="NAAM", help="sleutel of naam van een stadsdeel")
    parser.own.add_argument(
        "--out",
        type=_briefing_file,
        required=True,
        metavar="BESTAND",
        help="waarheen: .pdf (de pagina), .pptx (dia's) of .png (de kaart)",
    )
    parser.own.add_argument(
        "--indicator", default="", help="sleutel of naam van het cijfer op de kaart"
    )
    parser.own.add_argument(
        "--level",
        type=_word("wijk", "buurt"),
        default="wijk",
        help="kaart per wijk of buurt; gewoonlijk wijk",
    )
    parser.own.add_argument(
        "--goal", type=_list, default=[], help="sleutels of namen van doelen (alle)"
    )
    _add_folder(parser)
    _add_register_filters(parser)
    _add_date(parser)


def _briefing_file(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in _BRIEFINGS:
        raise argparse.ArgumentTypeError(
            f"‘{text}’ kan niet; een briefing eindigt op {', '.join(_BRIEFINGS)}."
        )
    if not path.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"de map van ‘{text}’ bestaat niet.")
    return path


def _add_fetch(parser: _Parser) -> None:
    parser.own.add_argument("what", type=_word("politie"), metavar="WAT", help="politie")
    parser.own.add_argument(
        "--into",
        type=Path,
        required=True,
        metavar="MAP",
        help="map om in te schrijven; een nieuwe map begint als kopie van de eigen gegevens",
    )
    parser.own.add_argument(
        "--years", required=True, metavar="JAREN", help="2012-2024 of 2014,2024"
    )
    parser.own.add_argument(
        "--table", default="47018NED", metavar="TABEL", help="nummer van de tabel (47018NED)"
    )
    parser.own.add_argument(
        "--layout",
        type=_count,
        metavar="JAAR",
        help="indeling in wijken en buurten waarop de tabel staat (wat de tabel zelf zegt)",
    )
    parser.own.add_argument(
        "--fit",
        type=_word("exact", "approximate", "other"),
        metavar="HOE",
        help="hoe die indeling past op de grenzen van de map: exact, approximate of other "
        "(wat de map erover vastlegt)",
    )
    parser.own.add_argument(
        "--base", metavar="ADRES", help="adres van de dienst (dataderden.cbs.nl)"
    )
    parser.own.add_argument(
        "--retries",
        type=_count,
        default=3,
        metavar="AANTAL",
        help="nieuwe pogingen als de verbinding breekt (3)",
    )
    _add_date(parser)


def _add_filters(parser: _Parser) -> None:
    _add_folder(parser)
    _add_lists(
        parser,
        {"wijk": "codes of namen van wijken", "stadsdeel": "sleutels of namen van stadsdelen"},
    )
    _add_register_filters(parser)
    _add_date(parser)
    _add_format(parser)


def _add_register_filters(parser: _Parser) -> None:
    _add_lists(
        parser,
        {
            "theme": "sleutels of namen van thema's",
            "stream": "sleutels of namen van geldstromen",
            "status": "sleutels of namen van statussen",
        },
    )
    parser.own.add_argument("--year", default="", help="2014, 2012-2014 of 2012,2014")


def _add_lists(parser: _Parser, names: Mapping[str, str]) -> None:
    for name, text in names.items():
        parser.own.add_argument(
            f"--{name}", type=_list, default=[], help=f"{text}, met komma's ertussen"
        )


def _add_folder(parser: _Parser) -> None:
    parser.own.add_argument(
        "--folder", type=_folder, metavar="MAP", help="map (de eigen gegevens van wijkmap)"
    )


def _add_date(parser: _Parser) -> None:
    parser.own.add_argument(
        "--date", type=_date, metavar="DATUM", help="peildatum, jjjj-mm-dd (vandaag)"
    )


def _add_format(parser: _Parser) -> None:
    parser.own.add_argument(
        "--format", type=_word(*_FORMATS), default="table", help="table, csv of json (table)"
    )
