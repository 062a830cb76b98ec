"""What lies around a library: programs that synchronise its folder, and disks of other machines."""

from pathlib import Path

_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".stversions": "Syncthing",
    ".sync": "Resilio Sync",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
}
"""Files and folders that such a program leaves at the top of what it synchronises."""

_PATTERNS = {".sync_*.db": "Nextcloud", "._sync_*.db": "Nextcloud", ".owncloud_*": "ownCloud"}
_FOLDERS = {
    "com~apple~clouddocs": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "nextcloud": "Nextcloud",
}
"""How such programs call their folder; those of OneDrive go on with the name of the organisation."""


_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ncpfs", "davfs", "fuse.davfs2"}
)
_MOUNTS = Path("/proc/self/mounts")


def risk_of(library: Path) -> str:
    """Why a library is not safe where it lies, to go on after “It lies”; empty if nothing is known."""
    if service := synchronised_by(library):
        return f"in a folder that {service} synchronises"
    return "on a network share" if is_on_network(library) else ""


def is_on_network(library: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether a library is on the disk of another machine, as far as the system says."""
    folder = library.absolute()
    if folder.drive.startswith("\\\\"):
        return True  # \\server\share
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    found, kind = Path(), ""
    for line in lines:
        _, point, one, *_ = (*line.split(), "", "", "")
        place = Path(point.replace("\\040", " "))
        if folder.is_relative_to(place) and len(place.parts) >= len(found.parts):
            found, kind = place, one
    return kind in _NETWORK


def synchronised_by(library: Path) -> str:
    """The program that synchronises the folder of a library; empty if none is known to."""
    for folder in library.absolute().parents:
        name = folder.name.casefold()
        for known, service in _FOLDERS.items():
            if name == known or (service == "OneDrive" and name.startswith("onedrive - ")):
                return service
        try:
            for mark, service in _MARKS.items():
                if (folder / mark).exists():
                    return service
            for pattern, service in _PATTERNS.items():
                if next(folder.glob(pattern), None) is not None:
                    return service
        except OSError:
            continue  # a folder that may not be looked into
    return ""
