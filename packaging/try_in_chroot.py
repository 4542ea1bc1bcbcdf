"""Tries the .deb as a person would, in a bare Debian that is made for it and thrown away after.

usage: sudo python3 packaging/try_in_chroot.py [--keep] [--root FOLDER] [--release NAME] [DEB]

Needs debootstrap. From nothing it makes a minimal Debian of the release of this machine, installs
the package with apt, runs the self-test as an ordinary user, opens a diary the way a double-click
does under Xvfb, makes a check-in with real key events, writes paper, removes the package and looks
whether anything is left. Each step says how it came out and how long it took; a failed one ends it.

  --root FOLDER   a Debian that debootstrap made before, instead of a new one
  --release NAME  another release than that of this machine, such as trixie
  --keep          leave it there afterwards

All mounts are made in a space of their own and go with this process.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
USER, HOME = "tester", "/home/tester"
DIARY = f"{HOME}/my knee.rehab"
DISPLAY = ":77"
#: What only the trial needs: a screen, keys, and the desktop's own way to open a file.
TOOLS = (
    *("xvfb", "xdotool", "imagemagick", "libglib2.0-bin", "shared-mime-info"),
    *("desktop-file-utils", "man-db", "dbus"),
)
#: What is bound from this machine or made new inside.
MOUNTS = (
    ("-t", "proc", "proc", "proc"),
    ("--rbind", "/dev", "dev"),
    ("-t", "tmpfs", "tmpfs", "dev/shm"),
    ("-t", "sysfs", "sysfs", "sys"),
)
PATIENCE_S = 60


class TrialError(Exception):
    """A step did not do what it should."""


class Trial:
    """One Debian, and what is done in it."""

    def __init__(self, root: Path, deb: Path, release: str = "") -> None:
        self.root, self.deb = root, deb
        self.release = release or _os_release()

    def run(self, *command: str, user: str = "root", quiet: bool = True) -> str:
        """Run a program inside and return what it said.

        Raises:
            TrialError: It failed.
        """
        variables = [f"HOME={HOME if user == USER else '/root'}", "LANG=C.UTF-8"]
        variables += ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive"]
        variables += [f"DISPLAY={DISPLAY}", "PWD=/"]
        into = ["chroot", f"--userspec={user}:{user}", str(self.root), "env", "-i", *variables]
        done = subprocess.run(
            [*into, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        said = done.stdout.decode("utf-8", "replace")
        if done.returncode != 0:
            raise TrialError(f"{' '.join(command)} ended with {done.returncode}:\n{said[-3000:]}")
        if not quiet:
            print(said.rstrip(), flush=True)
        return said

    def start(self, *command: str, user: str = USER) -> subprocess.Popen[bytes]:
        """Start a program inside and do not wait for it."""
        variables = [f"HOME={HOME}", "LANG=C.UTF-8", f"DISPLAY={DISPLAY}"]
        variables += ["PATH=/usr/bin:/bin"]
        into = ["chroot", f"--userspec={user}:{user}", str(self.root), "env", "-i", *variables]
        return subprocess.Popen([*into, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def keys(self, *keys: str) -> None:
        """Press keys in the window that has the focus."""
        for key in keys:
            self.run("xdotool", "key", "--clearmodifiers", key, user=USER)
            time.sleep(0.3)

    def window(self, title: str) -> str:
        """Wait for a window of the program and give it the keys.

        Raises:
            TrialError: There is none after a minute.
        """
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            with contextlib.suppress(TrialError):
                found = self.run("xdotool", "search", "--onlyvisible", "--name", title, user=USER)
                number = found.split()[0]
                self.run("xdotool", "windowfocus", "--sync", number, user=USER)
                return number
            time.sleep(0.5)
        raise TrialError(f"no window “{title}” after {PATIENCE_S} s")

    def picture(self, name: str) -> None:
        """Keep what the screen shows in dist/trial."""
        target = ROOT / "dist" / "trial" / f"{name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        self.run("import", "-window", "root", f"{HOME}/screen.png", user=USER)
        shutil.copy2(self.root / HOME[1:] / "screen.png", target)


# ---------------------------------------------------------------- steps


def make_debian(trial: Trial) -> str:
    """Make a minimal Debian from the mirror this machine's apt uses."""
    command = ["debootstrap", "--variant=minbase", trial.release, str(trial.root), _mirror()]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return trial.release


def prepare(trial: Trial) -> str:
    """Let apt inside work as it does here, mount what programs expect, and add a user."""
    names = ["apt.conf.d"]
    if trial.release == _os_release():
        (trial.root / "etc/apt/sources.list").unlink(missing_ok=True)
        names += ["sources.list", "sources.list.d", "keyrings"]
    for name in names:
        source, target = Path("/etc/apt") / name, trial.root / "etc/apt" / name
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.exists():
            shutil.copy2(source, target)
    for name in ("/etc/resolv.conf", "/etc/hosts"):
        if Path(name).exists():
            shutil.copy2(name, trial.root / name[1:], follow_symlinks=True)
    for keyring in Path("/usr/share/keyrings").glob("*"):
        target = trial.root / "usr/share/keyrings" / keyring.name
        if not target.exists():
            shutil.copy2(keyring, target)
    for *options, place in MOUNTS:
        (trial.root / place).mkdir(exist_ok=True)
        subprocess.run(["mount", *options, str(trial.root / place)], check=True)
    trial.run("apt-get", "-qq", "update")
    trial.run("useradd", "--create-home", USER)
    return f"{len(_packages(trial))} packages"


def install(trial: Trial) -> str:
    """Install the package as its documents say, with what it asks for and nothing else."""
    shutil.copy2(trial.deb, trial.root / "srv" / trial.deb.name)
    before = _packages(trial)
    trial.run("apt-get", "install", "-y", "--no-install-recommends", f"/srv/{trial.deb.name}")
    return f"{len(_packages(trial) - before)} packages"


def self_test(trial: Trial) -> str:
    """Run the self-test as an ordinary user, before anything the trial needs is installed."""
    said = trial.run("rehabdesk", "--self-test", user=USER)
    return said.splitlines()[-1]


def command_line(trial: Trial) -> str:
    """Use the command line: a diary, what is in it, a check of it, the home plan, the report."""
    trial.run("rehabdesk", "demo", "--days", "60", "--out", DIARY, user=USER)
    trial.run("rehabdesk", "check", DIARY, user=USER)
    trial.run("rehabdesk", "plan", "--diary", DIARY, "--out", f"{HOME}/plan.pdf", user=USER)
    papers = ["plan.pdf"]
    if "report" in trial.run("rehabdesk", "--help", user=USER).split():
        trial.run("rehabdesk", "report", "--diary", DIARY, "--out", f"{HOME}/report.pdf", user=USER)
        papers.append("report.pdf")
    sizes = [
        f"{name} {(trial.root / HOME[1:] / name).stat().st_size // 1000} kB" for name in papers
    ]
    return ", ".join(sizes)


def tools(trial: Trial) -> str:
    """Install what only the trial needs."""
    trial.run("apt-get", "install", "-y", "--no-install-recommends", *TOOLS)
    return "screen, keys and desktop files"


def desktop(trial: Trial) -> str:
    """Look whether the desktop knows what a diary is, and what opens it."""
    said = trial.run("gio", "info", "-a", "standard::content-type", DIARY, user=USER)
    plan = f"{HOME}/sent.rehabplan"
    (trial.root / plan[1:]).write_text('{"format": "rehabdesk plan"}', encoding="utf-8")
    said += trial.run("gio", "info", "-a", "standard::content-type", plan, user=USER)
    for kind in ("application/x-rehabdesk-diary", "application/x-rehabdesk-plan"):
        if kind not in said:
            raise TrialError(f"the desktop does not know {kind}:\n{said}")
        if "rehabdesk.desktop" not in trial.run("gio", "mime", kind, user=USER):
            raise TrialError(f"nothing opens {kind}")
    trial.run("desktop-file-validate", "/usr/share/applications/rehabdesk.desktop")
    if "self-test" not in trial.run("man", "-P", "cat", "rehabdesk", user=USER):
        raise TrialError("the manual page is not complete")
    for size in ("16x16", "256x256"):
        if not (trial.root / f"usr/share/icons/hicolor/{size}/apps/rehabdesk.png").exists():
            raise TrialError(f"no icon of {size}")
    return "diary and plan are opened by RehabDesk"


@contextlib.contextmanager
def screen(trial: Trial) -> Iterator[None]:
    """Have a screen inside for the time of a `with`."""
    server = trial.start("Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-nolisten", "tcp")
    try:
        end = time.monotonic() + PATIENCE_S
        while not (trial.root / f"tmp/.X11-unix/X{DISPLAY[1:]}").exists():
            if time.monotonic() > end:
                raise TrialError("Xvfb did not start")
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(10)


def window(trial: Trial) -> str:
    """Open the diary as a double-click does, make a check-in with keys, close the window."""
    before = _entries(trial)
    start = time.monotonic()
    opened = trial.start("dbus-run-session", "--", "gio", "open", DIARY)
    number = trial.window("my knee")
    seconds = time.monotonic() - start
    time.sleep(3)
    trial.picture("1-opened")
    # The first number pad of the check-in has the focus.
    trial.keys("7", "Return")
    time.sleep(2)
    trial.picture("2-check-in")
    trial.keys("ctrl+2")
    time.sleep(2)
    trial.picture("3-body-map")
    trial.keys("ctrl+q")
    _wait_until_closed(trial, number)
    opened.terminate()
    after = _entries(trial)
    if len(after) <= len(before) or not any(one["value"] == 7 for one in after[len(before) - 1 :]):
        raise TrialError(f"no check-in was saved: {len(before)} entries before, {len(after)} after")
    trial.run("rehabdesk", "check", DIARY, user=USER)
    backups = list((trial.root / HOME[1:] / "my knee backups").glob("*.rehab"))
    if not backups:
        raise TrialError("closing made no backup")
    return f"window after {seconds:.1f} s, {len(after) - len(before)} more entry, backup made"


def first_start(trial: Trial) -> str:
    """Start from the menu as somebody who has no diary yet, and close at once."""
    entry = "/usr/share/applications/rehabdesk.desktop"
    trial.run("rm", "-rf", f"{HOME}/.config/rehabdesk", user=USER)
    started = trial.start("dbus-run-session", "--", "gio", "launch", entry)
    number = trial.window("diary")
    time.sleep(3)
    trial.picture("4-first-start")
    trial.keys("ctrl+q")
    _wait_until_closed(trial, number)
    started.terminate()
    trial.run("rehabdesk", "check", f"{HOME}/.local/share/rehabdesk/diary.rehab", user=USER)
    return "an empty diary was made"


def remove(trial: Trial) -> str:
    """Remove the package and look whether anything of it is left; the diary has to be."""
    trial.run("apt-get", "purge", "-y", "rehabdesk")
    (trial.root / "srv" / trial.deb.name).unlink()
    command = ["find", "/", "-xdev", "-iname", "*rehabdesk*", "-not", "-path", f"{HOME}/*"]
    left = trial.run(*command, "-not", "-path", "/proc/*").split()
    if left:
        raise TrialError(f"left behind: {', '.join(left)}")
    if not (trial.root / DIARY[1:]).exists():
        raise TrialError("the diary is gone")
    return "nothing is left; the diary is where it was"


STEPS = (
    *(make_debian, prepare, install, self_test, command_line, tools, desktop),
    *(window, first_start, remove),
)
#: Steps with a screen.
SHOWN = (window, first_start)


def _wait_until_closed(trial: Trial, number: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            trial.run("xdotool", "getwindowname", number, user=USER)
        except TrialError:
            return
        time.sleep(0.3)
    raise TrialError("the window did not close")


def _entries(trial: Trial) -> list[dict[str, object]]:
    """Return the pain entries of the diary in the order they were made."""
    target = f"{HOME}/export.json"
    trial.run("rehabdesk", "export", "--diary", DIARY, "--out", target, user=USER)
    document = json.loads((trial.root / target[1:]).read_text(encoding="utf-8"))
    found: list[dict[str, object]] = document["pain_entries"]
    return sorted(found, key=lambda one: str(one["created_at"]))


def _packages(trial: Trial) -> set[str]:
    return set(trial.run("dpkg-query", "-W", "-f", "${Package}\n").split())


def _mirror() -> str:
    """Return where this machine's apt gets its release from."""
    told = subprocess.check_output(
        ["apt-get", "indextargets", "--format", "$(CODENAME) $(REPO_URI)"], text=True
    )
    wanted = f"{_os_release()} "
    return next(line.split()[1] for line in told.splitlines() if line.startswith(wanted))


def _os_release() -> str:
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    return next(line.partition("=")[2] for line in lines if line.startswith("VERSION_CODENAME="))


def try_everything(trial: Trial, *, made: bool) -> None:
    """Take every step and say how it came out.

    Args:
        trial: The Debian.
        made: Whether it is there already.
    """
    began = time.monotonic()
    for step in STEPS[1:] if made else STEPS:
        start = time.monotonic()
        with screen(trial) if step in SHOWN else contextlib.nullcontext():
            said = step(trial)
        print(f"{step.__name__:<14}{time.monotonic() - start:6.1f} s  {said}", flush=True)
    print(f"passed in {time.monotonic() - began:.0f} s", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Try a package."""
    words = list(arguments)
    if os.environ.get("REHABDESK_TRIAL") != "1":
        # Mounts of this process alone, so that none is left whatever happens.
        again = ["unshare", "--mount", "--propagation", "private", sys.executable, __file__, *words]
        return subprocess.call(again, env={**os.environ, "REHABDESK_TRIAL": "1"})
    keep = "--keep" in words
    root = Path(words.pop(words.index("--root") + 1)) if "--root" in words else None
    release = words.pop(words.index("--release") + 1) if "--release" in words else ""
    names = [word for word in words if not word.startswith("--")]
    debs = [Path(name) for name in names] or sorted((ROOT / "dist").glob("*.deb"))
    if len(debs) != 1:
        print((__doc__ or "").strip())
        return 2
    folder = root or Path(tempfile.mkdtemp(prefix="rehabdesk-chroot-"))
    folder.chmod(0o755)
    try:
        try_everything(Trial(folder, debs[0].resolve(), release), made=root is not None)
    except (TrialError, OSError, subprocess.SubprocessError) as error:
        print(f"FAILED: {error}", flush=True)
        return 1
    finally:
        for *_, place in reversed(MOUNTS):
            subprocess.run(["umount", "-R", "-l", str(folder / place)], check=False)
        if not keep and root is None:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
