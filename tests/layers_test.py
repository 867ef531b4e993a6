"""That folders use each other in one direction only: what the list at the top of ARCHITECTURE.md says.

    python3 -B tests/layers_test.py
"""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCKS = ("common/", "indexer/", "searcher/engine/", "searcher/terminal/")
SHARED = BLOCKS[0]


def listed_layers():
    """For each block its folders, lowest first; what stands in the block itself is on top."""
    listing = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("```")[1]
    layers, block = {}, None
    for line in listing.splitlines():
        name = re.match(r"( *)([a-z/]+/) ", line)
        if name is None:
            continue
        if not name[1]:
            block = name[2]
        elif block in BLOCKS:
            layers.setdefault(block, []).append(block + name[2])
    return {block: folders + [block] for block, folders in layers.items()}


def layer_of(path, folders):
    """The listed folder that a source belongs to."""
    return max((folder for folder in folders if path.startswith(folder)), key=len)


def sources():
    for block in BLOCKS:
        for path in sorted((ROOT / block).rglob("*")):
            if path.suffix in (".h", ".cpp") and "include" not in path.parts:
                yield block, path.relative_to(ROOT).as_posix()


class Layers(unittest.TestCase):
    def test_every_folder_is_listed(self):
        layers = listed_layers()
        self.assertEqual(set(layers), set(BLOCKS))
        for block, path in sources():
            folder = path.removeprefix(block).rpartition("/")[0].split("/")[0]
            self.assertTrue(not folder or f"{block}{folder}/" in layers[block], f"{path} is in no listed folder")

    def test_a_folder_uses_those_above_it_only(self):
        layers = listed_layers()
        self.assertTrue(all(len(folders) > 2 for folders in layers.values()))
        used = 0
        for block, path in sources():
            own = layers[block].index(layer_of(path, layers[block]))
            allowed = layers[block][: own + 1] + (layers[SHARED] if block != SHARED else [])
            for include in re.findall(r'^#include "([a-z]+/[^"]+/[^"]+)"', (ROOT / path).read_text(encoding="utf-8"), re.M):
                if not include.startswith(("common/", "indexer/", "searcher/", "bench/", "tests/")):
                    continue
                used += 1
                known = [folder for folders in layers.values() for folder in folders]
                target = layer_of(include, known) if include.startswith(BLOCKS) else include
                self.assertIn(target, allowed, f"{path} uses {include}")
        self.assertGreater(used, 500)


if __name__ == "__main__":
    unittest.main()
