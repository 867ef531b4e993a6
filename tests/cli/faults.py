"""Making a program's system calls fail, or be its last, and simulating that the power went.

    faults = Faults(world)                      # what happens below this directory counts
    variables = faults.variables(kill="rename:2")
    ... run a program with them ...
    faults.lose_power("synced", random.Random(1))

The calls are caught by tests/support/faults, a library that is loaded before all others. A disk is
taken to keep what was synced and nothing else for sure: a file's bytes by fsync of the file, a
directory's entries by fsync of the directory. How much of the rest it keeps is the `mode`:

    synced   nothing
    names    all entries of directories, and no bytes: files that are there and empty or short
    random   each directory as it was at some moment since it was synced, each file cut anywhere
    torn     each entry of a directory as it was when that was synced or as it is, whatever the others are
    late     one entry of a directory as it was when that was synced, all others as they are
"""

import os
import pathlib
import shutil

LIBRARY = os.environ.get("GISA_FAULTS", "")
MODES = ("synced", "names", "random", "torn", "late")


class _File:
    def __init__(self, inode, durable):
        self.inode, self.durable = inode, durable


class _Directory:
    def __init__(self):
        self.entries = {}
        self.states = [{}]  # since it was last synced; the first one is durable

    def changed(self):
        self.states.append(dict(self.entries))

    def synced(self):
        self.states = [dict(self.entries)]


class Faults:
    """Watches `world`, a directory; makes one of the name world.faults beside it."""

    def __init__(self, world):
        self.world = pathlib.Path(world)
        self._own = self.world.with_name(self.world.name + ".faults")
        self._vault = self._own / "vault"
        self._journal = self._own / "journal"
        shutil.rmtree(self._own, ignore_errors=True)
        self._vault.mkdir(parents=True)
        self._root = self._scan(self.world)
        self._late = None  # directory and name
        self._round = 0    # each time another one

    def variables(self, **faults):
        """kill="OPS:N", fail="OPS:N:ERRNO:K", space=BYTES, falter=1; see tests/support/faults."""
        return {"LD_PRELOAD": LIBRARY, "FAULTS_UNDER": str(self.world), "FAULTS_JOURNAL": str(self._journal),
                "FAULTS_VAULT": str(self._vault), "ASAN_OPTIONS": _sanitizer_options(),
                **{f"FAULTS_{name.upper()}": str(value) for name, value in faults.items()}}

    def calls(self):
        """The operations there were, in their order, if variables(count=1) were given."""
        lines = self._journal.read_text().splitlines()
        return [line.split()[1] for line in lines if line.startswith("call ")]

    def lose_power(self, mode, dice):
        """Puts in the place of `world` what a disk may hold after the calls made since the beginning."""
        self._replay()
        shutil.rmtree(self.world)
        if mode == "late":
            changed = list(_changed_entries(self._root))
            self._late = changed[self._round % len(changed)] if changed else None
            self._round += 1
        self._restore(self._root, self.world, mode, dice)

    def _scan(self, directory):
        node = _Directory()
        for path in directory.iterdir():
            if path.is_dir():
                node.entries[path.name] = self._scan(path)
                continue
            status = path.stat()
            os.link(path, self._vault / str(status.st_ino))
            node.entries[path.name] = _File(status.st_ino, status.st_size)
        node.synced()
        return node

    def _find(self, path):
        node = self._root
        for name in pathlib.Path(path).relative_to(self.world).parts:
            node = node.entries[name]
        return node

    def _place(self, path):
        path = pathlib.Path(path)
        return self._find(path.parent), path.name

    def _replay(self):
        files = {}
        for line in self._journal.read_text().splitlines() if self._journal.exists() else ():
            what, _, rest = line.partition(" ")
            if what == "make":
                inode, _, path = rest.partition(" ")
                directory, name = self._place(path)
                known = directory.entries.get(name)
                if known is not None and known.inode == int(inode):
                    known.durable = 0  # made empty
                    files[int(inode)] = known
                    continue
                files[int(inode)] = directory.entries[name] = _File(int(inode), 0)
                directory.changed()
            elif what == "mkdir":
                directory, name = self._place(rest)
                directory.entries[name] = _Directory()
                directory.changed()
            elif what == "sync":
                inode, size = map(int, rest.split())
                if inode in files:
                    files[inode].durable = size
            elif what == "syncdir":
                self._find(rest).synced()
            elif what == "move":
                old, new = rest.split("\t")
                (source, old_name), (target, new_name) = self._place(old), self._place(new)
                target.entries[new_name] = source.entries.pop(old_name)
                source.changed()
                if target is not source:
                    target.changed()
            elif what == "link":
                old, new = rest.split("\t")
                target, name = self._place(new)
                target.entries[name] = self._find(old)
                target.changed()
            elif what == "remove":
                directory, name = self._place(rest)
                del directory.entries[name]
                directory.changed()
        self._journal.unlink(missing_ok=True)

    def _restore(self, node, path, mode, dice):
        path.mkdir()
        entries = self._kept_entries(node, mode, dice)
        for name, child in entries.items():
            if isinstance(child, _Directory):
                self._restore(child, path / name, mode, dice)
                continue
            content = (self._vault / str(child.inode)).read_bytes()
            size = dice.randint(child.durable, len(content)) if mode in ("random", "torn", "late") else child.durable
            (path / name).write_bytes(content[:size])

    def _kept_entries(self, node, mode, dice):
        states = node.states
        if mode not in ("torn", "late"):
            return {"synced": states[0], "names": states[-1], "random": dice.choice(states)}[mode]
        kept = {}
        for name in sorted({name for state in states for name in state}):
            is_old = dice.random() < 0.5 if mode == "torn" else self._late == (node, name)
            kept[name] = states[0 if is_old else -1].get(name)
        return {name: child for name, child in kept.items() if child is not None}


def _changed_entries(node):
    for name in sorted({name for state in node.states for name in state}):
        if node.states[0].get(name) is not node.states[-1].get(name):
            yield node, name
    for child in node.states[-1].values():
        if isinstance(child, _Directory):
            yield from _changed_entries(child)


def _sanitizer_options():
    options = os.environ.get("ASAN_OPTIONS", "")
    return f"{options}:verify_asan_link_order=0" if options else "verify_asan_link_order=0"
