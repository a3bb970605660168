"""The launcher and the finder of the JDK: plain sh, tested with trees of fake JDKs."""

import os
import pathlib
import shutil
import signal
import stat
import subprocess

import pytest

from conftest import LAUNCHER, ROOT, start_clew, stop_clew

FINDER = ROOT / "scripts" / "find-jdk"
SHELLS = [shell for shell in ("dash", "bash", "busybox", "ksh", "zsh") if shutil.which(shell)]


def fake_jdk(home, version, javac=True):
    (home / "bin").mkdir(parents=True)
    for tool in ["java", *(["javac"] if javac else [])]:
        (home / "bin" / tool).write_text("#!/bin/sh\n")
        (home / "bin" / tool).chmod(stat.S_IRWXU)
    (home / "release").write_text(f'IMPLEMENTOR="Test"\nJAVA_VERSION="{version}"\nOS_NAME="Linux"\n')
    return home


def find(shell, home, path="", java_home=None):
    """Runs the finder with nothing of this machine's but /usr/lib/jvm, which is where it is."""
    command = [shell, *(["sh"] if shell == "busybox" else []), str(FINDER)]
    environment = {"HOME": str(home), "PATH": f"{path}:/usr/bin:/bin"}
    if java_home:
        environment["JAVA_HOME"] = str(java_home)
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)


@pytest.mark.parametrize("shell", SHELLS)
def test_java_home_wins_when_it_is_new_enough(shell, tmp_path):
    home = fake_jdk(tmp_path / "jdk with space", "26.0.1")
    assert find(shell, tmp_path, java_home=home).stdout == f"{home}\n"


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("version, javac", [("17.0.15", True), ("25", False), ("24.0.2", True)])
def test_an_older_java_home_or_one_without_compiler_is_passed_over(shell, version, javac, tmp_path):
    home = fake_jdk(tmp_path / "java", version, javac)
    good = fake_jdk(tmp_path / "good", "25.0.1")
    found = find(shell, tmp_path, path=str(good / "bin"), java_home=home)
    assert found.stdout == f"{good}\n"


@pytest.mark.parametrize("shell", SHELLS)
def test_java_on_path_is_followed_through_links(shell, tmp_path):
    home = fake_jdk(tmp_path / "real", "25-ea")
    (tmp_path / "bin").mkdir()
    (tmp_path / "alternatives").mkdir()
    (tmp_path / "alternatives" / "java").symlink_to("../real/bin/java")
    (tmp_path / "bin" / "java").symlink_to(tmp_path / "alternatives" / "java")
    found = find(shell, tmp_path, path=str(tmp_path / "bin"))
    assert pathlib.Path(found.stdout.strip()).resolve() == home


@pytest.mark.parametrize("shell", SHELLS)
def test_the_exact_release_is_preferred_to_a_newer_one(shell, tmp_path):
    newer = fake_jdk(tmp_path / ".sdkman" / "candidates" / "java" / "27", "27")
    found = find(shell, tmp_path, path=str(newer / "bin"))
    assert found.returncode == 0
    assert found.stdout != f"{newer}\n", "the machine's own JDK 25 comes first"


def test_says_what_to_install_when_there_is_none(tmp_path):
    # A copy that looks nowhere else shows the message on a machine that has a JDK.
    finder = tmp_path / "find-jdk"
    finder.write_text(FINDER.read_text().replace("release=25", "release=99"))
    found = subprocess.run(
        ["sh", str(finder)], env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True
    )
    assert found.returncode == 1
    assert found.stdout == ""
    assert "Clew needs a JDK 99 or newer" in found.stderr
    assert "apt-get install" in found.stderr


def test_a_second_start_does_not_build(tmp_path):
    jar = ROOT / "cli" / "target" / "clew.jar"
    subprocess.run([str(LAUNCHER), "--version"], check=True, capture_output=True)
    before = jar.stat()
    link = tmp_path / "link to clew"
    link.symlink_to(LAUNCHER)
    second = subprocess.run([str(link), "--version"], check=True, capture_output=True, text=True)
    assert second.stdout.startswith("clew ")
    assert second.stderr == ""
    assert (jar.stat().st_ino, jar.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_cache_of_the_build_fits():
    # With this mode the JVM refuses to start when it cannot use the cache.
    environment = {**os.environ, "CLEW_JAVA_OPTIONS": "-XX:AOTMode=on"}
    for verb in (["--version"], ["up", "--help"]):
        told = subprocess.run([str(LAUNCHER), *verb], env=environment, capture_output=True, text=True)
        assert told.returncode == 0, told.stdout + told.stderr


def test_says_nothing_about_a_cache_that_does_not_fit(tmp_path):
    for name in ("clew", "scripts/find-jdk", "cli/target/clew.jar"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "cli/target/clew.aot").write_bytes(b"of some other JDK")
    told = subprocess.run(
        [str(tmp_path / "clew"), "--version"], check=True, capture_output=True, text=True
    )
    assert told.stdout.startswith("clew ")
    assert told.stderr == ""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_ends_cleanly_when_told(how, tmp_path):
    clew = start_clew("--data", str(tmp_path / "data"))
    clew.process.send_signal(how)
    output, _ = clew.process.communicate(timeout=30)
    assert clew.process.returncode == 128 + how
    assert "Exception" not in output
    again = start_clew("--data", str(tmp_path / "data"))
    stop_clew(again)


def test_a_data_folder_in_use_is_refused_in_a_sentence(tmp_path):
    clew = start_clew("--data", str(tmp_path / "data"))
    try:
        second = subprocess.run(
            [str(LAUNCHER), "up", "--port", "0", "--data", str(tmp_path / "data")],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert second.returncode == 1
        assert "in use by another Clew" in second.stderr
        assert "Exception" not in second.stderr
    finally:
        stop_clew(clew)


def test_an_unknown_setting_is_refused_by_the_nearest_name(tmp_path):
    (tmp_path / "clew.toml").write_text("prot = 1\n")
    told = subprocess.run([str(LAUNCHER), "config"], cwd=tmp_path, capture_output=True, text=True)
    assert told.returncode == 2
    assert told.stderr == "clew: Unknown key 'prot' in clew.toml; the nearest known one is port\n"
    environment = {**os.environ, "CLEW_HOTS": "x"}
    told = subprocess.run([str(LAUNCHER), "up"], env=environment, capture_output=True, text=True)
    assert told.returncode == 2
    assert "CLEW_HOST" in told.stderr
