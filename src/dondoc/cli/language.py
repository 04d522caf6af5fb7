"""Which language the command speaks: `--lang`, else `DONDOC_LANG`, else Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dondoc.cli.words import DEFAULT_LANGUAGE, LANGUAGES

_OPTION = "--lang"


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[str, list[str]]:
    """Take `--lang` out of the arguments, wherever it stands; give the language and the arguments that are left."""
    language = environment.get("DONDOC_LANG", DEFAULT_LANGUAGE)
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == _OPTION and waiting:
            language = waiting.pop(0)
        elif argument.startswith(f"{_OPTION}="):
            language = argument.partition("=")[2]
        else:
            rest.append(argument)
    return (language if language in LANGUAGES else DEFAULT_LANGUAGE), rest
