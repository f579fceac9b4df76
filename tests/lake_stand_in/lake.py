"""Does what `lake env` does with a lake project in the current folder; `install` makes a program of it.

    lake --version | lake env | lake env COMMAND... | lake build [MODULE...]

It knows lakefile.toml by its keys, and of lakefile.lean, which is a program, only lines `-- stand-in: some Python`.
"""

import json
import os
import pathlib
import subprocess
import sys
import tomllib

PREFIX = pathlib.Path(__file__).resolve().parent.parent
COMPILED = pathlib.Path(".lake/build/lib/lean")


def main(arguments):
    if arguments == ["--version"]:
        return print("Lake version 5.0.0-stand-in")
    if arguments[:1] not in (["env"], ["build"]):
        sys.exit(f"error: unknown command '{arguments}'")
    package = load()
    environment = variables()
    if arguments[0] == "build":
        for name in arguments[1:] or [lib["name"] for lib in package.get("lean_lib", [])]:
            build(name, environment)
        return None
    if arguments[1:]:
        os.execvpe(arguments[1], arguments[1:], environment)
    return print(*(f"{key}={value}" for key, value in environment.items()), sep="\n")


def load():
    """The lakefile, as far as it is understood; one that is wrong ends the program as Lake would."""
    if pathlib.Path("lakefile.lean").exists():
        for line in pathlib.Path("lakefile.lean").read_text().splitlines():
            if line.startswith("-- stand-in: "):
                exec(line.removeprefix("-- stand-in: "))
        return {}
    try:
        return tomllib.loads(pathlib.Path("lakefile.toml").read_text())
    except (OSError, ValueError) as error:
        sys.exit(f"error: {error}")


def variables():
    folders = [pathlib.Path.cwd() / COMPILED]
    if pathlib.Path("lake-manifest.json").exists():
        manifest = json.loads(pathlib.Path("lake-manifest.json").read_text())
        for entry in manifest["packages"]:
            default = pathlib.Path(manifest.get("packagesDir") or ".lake/packages", entry["name"])
            folder = pathlib.Path(entry["dir"]) if entry["type"] == "path" else default
            if not folder.is_dir():
                sys.exit(f"error: {entry['name']}: no such package, and there is no network")
            folders.append((pathlib.Path.cwd() / folder).resolve() / COMPILED)
    return {
        **os.environ,
        "LEAN_PATH": ":".join(map(str, [*folders, PREFIX / "lib" / "lean"])),
        "LEAN_SYSROOT": str(PREFIX),
        "LEAN": str(PREFIX / "bin" / "lean"),
        "PATH": f"{PREFIX / 'bin'}:{os.environ.get('PATH', '')}",
    }


def build(name, environment):
    source = pathlib.Path(*name.split(".")).with_suffix(".lean")
    target = (COMPILED / source).with_suffix(".olean")
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([PREFIX / "bin" / "lean", "-R", ".", "-o", target, source], env=environment, check=True)


main(sys.argv[1:])
