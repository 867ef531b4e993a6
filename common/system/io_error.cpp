#include "common/system/io_error.h"

#include <cerrno>
#include <system_error>

#include "common/messages/messages.h"

namespace gisa {
namespace {

struct Remedy {
  int error;
  const char* hint;
};
constexpr Remedy kRemedies[] = {
    {ENOSPC, to_translate("make room on the disk and run again")},
    {EDQUOT, to_translate("make room on the disk, or have the quota raised, and run again")},
    {EFBIG, to_translate("raise the limit of file sizes (ulimit -f) and run again")},
    {EROFS,
     to_translate("the file system can only be read: mount it for writing, or use another place")},
    {EACCES, to_translate("see who may read and write there (ls -l)")},
    {EPERM, to_translate("see who may read and write there (ls -l)")},
    {EMFILE, to_translate("raise the limit of open files (ulimit -n) and run again")},
    {ENFILE,
     to_translate("too many files are open on this machine; close some programs and run again")},
    {ENOMEM, to_translate("give less with --memory, or close some programs, and run again")},
    {EAGAIN, to_translate("use fewer --threads, or raise the limit of processes (ulimit -u)")},
    {ENAMETOOLONG, to_translate("use a shorter name, or a directory that is not so deep")},
    {ENOTDIR, to_translate("a part of the path is a file: use another place")},
    {ELOOP, to_translate("the links lead in a circle: use another place")},
    {EBADF, to_translate("it is closed: lead it to a file, a pipe or /dev/null")},
    {EISDIR, to_translate("it is a directory: name a file")},
    {ENOENT, to_translate("see whether it and its directory are there (ls -l), and run again")},
    {EIO, to_translate(
              "the disk may be failing: see the system's log, and keep a copy of the database")},
};
constexpr const char* kOtherwise = to_translate("check the disk and run again");

std::string text_of(int error) { return std::generic_category().message(error); }

int number_of(std::string_view text) {
  for (const Remedy& remedy : kRemedies) {
    if (text_of(remedy.error) == text) return remedy.error;
  }
  return 0;
}

}  // namespace

std::string io_hint(int error) {
  for (const Remedy& remedy : kRemedies) {
    if (remedy.error == error) return tr(remedy.hint);
  }
  return tr(kOtherwise);
}

std::string io_hint(const char* reason) {
  return io_hint(reason == nullptr ? 0 : number_of(reason));
}

Error io_error(const char* what, const std::filesystem::path& place, int error) {
  return {ErrorCode::kIo, tr_vformat(what, fmt::make_format_args(place.native(), text_of(error))),
          io_hint(error)};
}

Error damage_error(const std::string& message) {
  return {ErrorCode::kCorrupt, message,
          tr("gisa-index check tells what is damaged, check --repair DIR saves the rest")};
}

Error segment_error(const std::string& segment, const std::string& message, const char* reason) {
  const int error = reason == nullptr ? ENOENT : number_of(reason);
  const std::string text = tr_format("cannot read segment {}: {}", segment, message);
  if (error == ENOENT) return damage_error(text);
  return {ErrorCode::kIo, text + ": " + reason, io_hint(error)};
}

Error segment_error(const std::string& segment, const Error& error) {
  if (error.code() == ErrorCode::kIo || error.code() == ErrorCode::kNewerVersion) return error;
  return damage_error(tr_format("cannot read segment {}: {}", segment, error.what()));
}

}  // namespace gisa
