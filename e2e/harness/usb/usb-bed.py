"""Keeps a mocked /sys with one USB printer in it. Says its folder, then obeys: plug, unplug (one a line)."""

import sys

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import UMockdev  # noqa: E402

record = open(sys.argv[1]).read()
path = "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1"
bed = UMockdev.Testbed.new()
bed.add_from_string(record)
print(bed.get_root_dir(), flush=True)
for line in sys.stdin:
    word = line.strip()
    if word == "unplug":
        bed.uevent(path, "remove")
        bed.remove_device(path)
    elif word == "plug":
        bed.add_from_string(record)
        bed.uevent(path, "add")
    print(word, flush=True)
