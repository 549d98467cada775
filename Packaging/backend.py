"""What pip calls to install from the source (PEP 517): builds the program with Swift, then the wheel."""
import os
import subprocess

import wheel


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    subprocess.run(["make", "release"], cwd=wheel.ROOT, check=True)
    subprocess.run(["strip", wheel.BINARY], check=False)
    return wheel.build(wheel_directory)


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    folder, metadata = wheel.information()
    os.makedirs(os.path.join(metadata_directory, folder), exist_ok=True)
    with open(os.path.join(metadata_directory, folder, "METADATA"), "w", encoding="utf-8") as file:
        file.write(metadata)
    return folder


def build_sdist(sdist_directory, config_settings=None):
    raise NotImplementedError("the source is the repository")
