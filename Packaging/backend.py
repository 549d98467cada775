"""What pip calls to install from the source (PEP 517): builds the program with Swift, then the wheel."""
import os
import subprocess

import wheel


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    subprocess.run(["make", "release"], cwd=wheel.ROOT, check=True)
    subprocess.run(["strip", wheel.BINARY], check=False)
    return wheel.build(wheel_directory)


def build_sdist(sdist_directory, config_settings=None):
    raise NotImplementedError("the source is the repository")
