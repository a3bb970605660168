"""Builds Marquez from a checkout of its sources, without its own build: that needs Gradle's distribution and plug-ins."""

import pathlib
import shutil
import subprocess

from server import ROOT

HERE = pathlib.Path(__file__).resolve().parent / "marquez"
PARTS = ("clients/java/src/main", "api/src/main")


def is_checkout(path):
    return (pathlib.Path(path) / "api" / "build.gradle").is_file()


def build(checkout, java, folder):
    """Returns the class path of what was built into `folder`.

    What Marquez depends on comes from Maven Central by `marquez/pom.xml`. `java` is a Java 17, whose `javac` lies
    beside it: its Lombok does not know newer ones.
    """
    libraries = HERE / "target" / "lib"
    if not libraries.is_dir():
        command = ["mvn", "-q", "-B", "-ntp", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
        subprocess.run(command, check=True, cwd=ROOT)
    classes = folder / "classes"
    classes.mkdir(parents=True)
    sources = []
    for part in PARTS:
        root = pathlib.Path(checkout) / part
        sources += sorted(str(source) for source in (root / "java").rglob("*.java"))
        if (root / "resources").is_dir():
            shutil.copytree(root / "resources", classes, dirs_exist_ok=True)
    listed = folder / "sources"
    listed.write_text("".join(f'"{source}"\n' for source in sources))
    javac = pathlib.Path(shutil.which(java) or java).resolve().parent / "javac"
    subprocess.run(
        [str(javac), "-nowarn", "-parameters", "-encoding", "UTF-8", "-cp", f"{libraries}/*"]
        + ["-d", str(classes), f"@{listed}"],
        check=True,
    )
    return f"{classes}:{libraries}/*"
