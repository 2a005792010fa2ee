"""The faults that the program must stand, how each is injected, and the tests that do it.

`docs/faults.py` runs them and writes docs/faults.md. A test is named by its file under tests/, its function, and
where it is a table the row: `faults/test_disk.py::test_refused_call[F10-EIO]`.
"""

from dataclasses import dataclass

_DISK = "faults/test_disk.py::test_refused_call"


@dataclass(frozen=True, slots=True)
class Case:
    """A fault, how it is dealt out, and the tests."""

    fault: str
    injected: str
    tests: tuple[str, ...]


def _case(fault: str, injected: str, *tests: str) -> Case:
    return Case(fault, injected, tests)


CASES = {
    "F01": _case(
        "SIGKILL at any system call of a save",
        "strace, SIGKILL at each call from draft to exit",
        "faults/test_sweep.py::test_kill_sample",
        "faults/test_sweep.py::test_log_everywhere",
    ),
    "F02": _case(
        "SIGKILL at 300 random moments",
        "kill, after a random time",
        "faults/test_power.py::test_three_hundred_random_kills",
    ),
    "F03": _case(
        "SIGKILL after 3 of 8 exercises",
        "kill, when the fourth begins",
        "faults/test_session.py::test_kill_after_three_of_eight",
        "stories/test_kill.py::test_nothing_that_was_said_to_be_done_is_lost",
    ),
    "F04": _case(
        "SIGKILL while an unfinished entry is recovered",
        "strace, SIGKILL at each call",
        "faults/test_sweep.py::test_kill_recovery_sample",
        "faults/test_sweep.py::test_recovery_everywhere",
    ),
    "F05": _case("Draft whose last line is torn", "bytes", "files/test_drafts.py::test_last_whole_line_counts"),
    "F06": _case(
        "Power cut after `Saved`",
        "copy of a mounted ext4 image",
        "faults/test_power.py::test_power_cut_after_saved[ours]",
    ),
    "F07": _case(
        "Power cut in a session",
        "copy of a mounted ext4 image",
        "faults/test_session.py::test_power_cut_in_a_session",
        "faults/test_power.py::test_power_cut_with_a_waiting_draft",
    ),
    "F08": _case(
        "A file cannot be synced",
        "strace, fsync EIO",
        f"{_DISK}[F08-draft]",
        f"{_DISK}[F08-draft-folder]",
        f"{_DISK}[F08-journal]",
    ),
    "F09": _case(
        "The folder cannot be synced after the rename", "strace, fsync EIO", f"{_DISK}[F09-folder-after-rename]"
    ),
    "F10": _case(
        "The rename is refused",
        "strace, rename EIO, EACCES, EXDEV",
        f"{_DISK}[F10-EIO]",
        f"{_DISK}[F10-EACCES]",
        f"{_DISK}[F10-EXDEV]",
        f"{_DISK}[F10-backup]",
    ),
    "F11": _case(
        "A disk without hard links",
        "strace, link EPERM, EMLINK",
        f"{_DISK}[F11-no-hard-links]",
        f"{_DISK}[F11-too-many-links]",
    ),
    "F12": _case(
        "No room, no quota, a bad disk",
        "strace, write ENOSPC, EDQUOT, EIO",
        f"{_DISK}[F12-draft-ENOSPC]",
        f"{_DISK}[F12-ENOSPC]",
        f"{_DISK}[F12-EDQUOT]",
        f"{_DISK}[F12-EIO]",
        f"{_DISK}[F12-copy-ENOSPC]",
    ),
    "F13": _case(
        "Writes that are cut short, or lie",
        "strace, return values; RLIMIT_FSIZE",
        f"{_DISK}[F13-lying-write]",
        f"{_DISK}[F13-takes-nothing]",
        f"{_DISK}[F13-lying-copy]",
        "faults/test_disk.py::test_real_short_writes",
    ),
    "F14": _case(
        "A write that is interrupted", "strace, write EINTR", f"{_DISK}[F14-EINTR]", f"{_DISK}[F14-draft-EINTR]"
    ),
    "F15": _case(
        "A full disk, then a freed one",
        "tmpfs of 64 KB, filled",
        "faults/test_disk.py::test_full_disk_then_freed",
        "faults/test_disk.py::test_disk_with_room_for_the_draft_alone",
    ),
    "F16": _case(
        "A disk that fills up in a session",
        "tmpfs of 64 KB, filled meanwhile",
        "faults/test_disk.py::test_disk_that_fills_up_in_a_session",
    ),
    "F17": _case(
        "The log cannot be read",
        "strace, openat and pread EIO; pipes, devices and links in the place of files",
        f"{_DISK}[F17-open-EIO]",
        f"{_DISK}[F17-read-EIO]",
        "faults/test_disk.py::test_reading_error_in_history",
        "faults/test_hostile.py::test_pipe_in_the_place_of_a_file",
        "faults/test_hostile.py::test_device_as_a_file",
        "faults/test_hostile.py::test_link_that_leads_to_itself",
    ),
    "F18": _case(
        "A folder that may not be written",
        "permissions without capabilities; tmpfs read-only",
        "faults/test_disk.py::test_session_in_a_closed_folder_is_refused_before_it_begins",
        "faults/test_disk.py::test_log_in_a_closed_folder",
        "faults/test_disk.py::test_disk_mounted_read_only",
        "faults/test_disk.py::test_home_behind_a_closed_door",
    ),
    "F19": _case(
        "No home, or one that is a file",
        "HOME",
        "faults/test_disk.py::test_home_of_the_system_that_cannot_be_used",
        "faults/test_disk.py::test_home_that_is_not_there_yet_is_made",
        "faults/test_disk.py::test_name_of_the_home_that_is_too_long",
    ),
    "F20": _case("Too few open files", "ulimit -n", "faults/test_disk.py::test_too_few_open_files"),
    "F21": _case("A disk without locks", "strace, flock ENOLCK", f"{_DISK}[F21-lock-ENOLCK]"),
    "F22": _case(
        "Eight writers at once",
        "8 processes, 25 entries each",
        "faults/test_crowd.py::test_eight_writers",
        "faults/test_crowd.py::test_real_commands_at_once",
    ),
    "F23": _case(
        "`coach log` while a session runs",
        "a session, and a command beside it",
        "faults/test_session.py::test_log_while_a_session_runs",
    ),
    "F24": _case(
        "The lock is held for long", "flock in another process", "faults/test_crowd.py::test_lock_held_for_long"
    ),
    "F25": _case(
        "The holder of the lock is killed", "SIGKILL of a holder", "faults/test_crowd.py::test_lock_of_a_dead_command"
    ),
    "F26": _case(
        "The lock file is a link", "a link to a victim", "files/test_journal_links.py::test_linked_lock_is_refused"
    ),
    "F27": _case(
        "A temporary file is there already, as a link",
        "a link to a victim; strace",
        "files/test_journal_links.py::test_link_in_place_of_a_leftover_is_not_followed",
        "faults/test_power.py::test_every_file_is_made_anew_or_is_no_link",
    ),
    "F28": _case("log.json is a link", "a link", "files/test_journal_links.py::test_linked_journal_stays_a_link"),
    "F29": _case(
        "A log cut off at every length",
        "truncated files",
        "files/test_journal_refused.py::test_truncated_at_every_length",
        "files/test_repair.py::test_truncated_at_every_length",
    ),
    "F30": _case(
        "A log of zero length",
        "an empty file",
        "files/test_journal_refused.py::test_unfit_files_are_refused[empty-F30]",
        "files/test_repair.py::test_nothing_readable_is_restored_from_the_backup[empty-F30]",
    ),
    "F31": _case(
        "A log full of NULs",
        "a file of NULs",
        "files/test_journal_refused.py::test_unfit_files_are_refused[nul-F31]",
        "files/test_repair.py::test_nothing_readable_is_restored_from_the_backup[nul-F31]",
    ),
    "F32": _case(
        "The log is gone, and a backup or a draft is there",
        "a removed file",
        "files/test_journal_refused.py::test_missing_with_backup_is_not_a_new_start",
        "files/test_journal_refused.py::test_missing_with_draft_brings_the_draft_in",
        "files/test_repair.py::test_missing_log",
    ),
    "F33": _case(
        "JSON of another shape, NaN, doubled keys, 5,000 digits, 100,000 brackets",
        "files",
        "files/test_journal_refused.py::test_unfit_files_are_refused",
    ),
    "F34": _case(
        "A log of a newer version",
        "a file with schema 99",
        "files/test_journal_refused.py::test_newer_schema_is_read_and_never_written",
        "files/test_journal_refused.py::test_stamp_of_a_newer_version_is_not_trusted",
        "files/test_repair.py::test_log_of_a_newer_version_is_not_ours_to_repair",
    ),
    "F35": _case(
        "Keys that this version does not know",
        "a file",
        "files/test_journal_format.py::test_unknown_keys_and_types_survive",
    ),
    "F36": _case(
        "A log changed by hand: byte-order mark, CRLF, a comma too many",
        "files",
        "files/test_journal_format.py::test_hand_edited_journals_are_read_and_put_in_order",
        "files/test_repair.py::test_trailing_comma",
    ),
    "F37": _case("An older log put back", "a replaced file", "files/test_backups.py::test_loss_pushes_no_copy_out"),
    "F38": _case(
        "Copies of a sync program beside the log",
        "files",
        "files/test_repair.py::test_copy_of_a_sync_program",
        "files/test_repair.py::test_conflict_is_noticed_by_a_save",
        "cli/test_doctor_files.py::test_copy_beside_a_sound_log",
    ),
    "F39": _case(
        "The log is changed while the next one is written",
        "strace, a delay; another writer",
        "faults/test_crowd.py::test_change_while_the_next_journal_is_written",
    ),
    "F40": _case(
        "Fifty temporary files of crashes", "files", "files/test_journal_links.py::test_fifty_crashed_saves_are_swept"
    ),
    "F41": _case(
        "A umask that lets all read",
        "umask 000 to 777",
        "faults/test_privacy.py::test_everything_is_private",
        "files/test_backups.py::test_copies_are_private",
    ),
    "F42": _case(
        "Files that others may read",
        "chmod 644",
        "cli/test_doctor_files.py::test_wide_permissions",
        "files/test_condition.py::test_wide_permissions_are_found_and_mended",
    ),
    "F43": _case(
        "SIGINT, SIGTERM, SIGHUP in a session",
        "a pseudo-terminal; signals",
        "stories/test_interruptions.py::test_signal_ends_the_session_after_saving_it",
        "stories/test_interruptions.py::test_ctrl_c_stops_saves_and_asks_nothing_more",
    ),
    "F44": _case(
        "SIGTERM in the middle of a save",
        "strace, SIGTERM at fsync",
        "faults/test_crowd.py::test_signal_in_the_middle_of_a_save",
    ),
    "F45": _case(
        "Ctrl-C five times", "a pseudo-terminal", "stories/test_interruptions.py::test_five_times_ctrl_c_is_one_stop"
    ),
    "F46": _case(
        "Ctrl-Z, then `fg`",
        "a pseudo-terminal with a shell",
        "stories/test_interruptions.py::test_ctrl_z_gives_the_terminal_back_and_fg_comes_back_paused",
    ),
    "F47": _case(
        "A frozen program, a closed lid",
        "SIGSTOP; clocks moved by a preloaded library",
        "stories/test_interruptions.py::test_program_that_was_frozen_comes_back_paused",
        "faults/test_clock.py::test_machine_that_slept",
    ),
    "F48": _case(
        "The terminal is closed",
        "a pseudo-terminal, closed",
        "stories/test_interruptions.py::test_closed_window_loses_nothing",
    ),
    "F49": _case(
        "SIGKILL leaves the terminal as it was in the session",
        "a pseudo-terminal; SIGKILL",
        "faults/test_session.py::test_terminal_after_a_kill",
    ),
    "F50": _case(
        "Windows of 20 by 5 and of 1 by 1",
        "a pseudo-terminal, resized",
        "faults/test_session.py::test_smallest_window",
        "stories/test_interruptions.py::test_screen_follows_the_window",
    ),
    "F51": _case("No terminal", "pipes", "faults/test_output.py::test_without_a_terminal"),
    "F52": _case(
        "Standard output closed or full",
        "/dev/full, a closed pipe",
        "faults/test_output.py::test_saved_and_could_not_print",
        "faults/test_output.py::test_could_not_print",
        "faults/test_output.py::test_reader_that_went_away",
    ),
    "F53": _case("Odd terminals and encodings", "environment", "faults/test_output.py::test_odd_terminals"),
    "F54": _case(
        "The wall clock jumps in a session",
        "clocks moved by a preloaded library",
        "faults/test_clock.py::test_wall_clock_that_jumps",
    ),
    "F55": _case(
        "Summer time begins or ends in a session",
        "faketime",
        "faults/test_clock.py::test_summer_time_in_a_session",
        "cli/test_log.py::test_hour_that_comes_twice_is_in_order",
    ),
    "F56": _case("A clock at 1970 or 2099", "faketime", "cli/test_log.py::test_clock_that_was_never_set"),
    "F57": _case("YAML alias bomb", "a file", "faults/test_hostile.py::test_refused_file[F57-alias-bomb]"),
    "F58": _case("YAML merge bomb", "a file", "faults/test_hostile.py::test_refused_file[F58-merge-bomb]"),
    "F59": _case(
        "YAML nested deeply",
        "files",
        "faults/test_hostile.py::test_refused_file[F59-deep]",
        "faults/test_hostile.py::test_refused_file[F59-very-deep]",
        "faults/test_hostile.py::test_refused_file[F59-deep-mappings]",
    ),
    "F60": _case("A routine of 1 MB", "a file", "faults/test_hostile.py::test_refused_file[F60-large]"),
    "F61": _case(
        "YAML tags that make objects",
        "files",
        "faults/test_hostile.py::test_refused_file[F61-python-object]",
        "faults/test_hostile.py::test_refused_file[F61-python-name]",
    ),
    "F62": _case(
        "YAML values that are something else",
        "files",
        *(
            f"faults/test_hostile.py::test_refused_file[F62-{name}]"
            for name in ("sexagesimal", "octal", "no", "infinity", "huge", "date", "timestamp")
        ),
    ),
    "F63": _case(
        "Escape codes, turned text, invisible letters",
        "routine files and notes",
        "faults/test_hostile.py::test_text_of_a_stranger",
        "faults/test_hostile.py::test_note_of_a_stranger",
        "faults/test_hostile.py::test_log_of_a_stranger",
        "cli/test_history.py::test_garbage_in_known_keys",
    ),
    "F64": _case(
        "Markup in a note or a name",
        "routine files and notes",
        "faults/test_hostile.py::test_text_of_a_stranger",
        "cli/test_history.py::test_markup_is_shown_as_it_is",
    ),
}
