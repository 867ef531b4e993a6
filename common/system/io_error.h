/// Errors of the operating system as Error: what, where, why, and what helps.
///
///     if (fd < 0) throw io_error(to_translate("cannot read {}: {}"), file, errno);
///
/// Threads: free functions without state.
#pragma once

#include <filesystem>
#include <string>

#include "gisa/error.h"

namespace gisa {

/// What to do about an error number of the system; never empty.
std::string io_hint(int error);

/// The same about its text, as strerror() has it; may be null.
std::string io_hint(const char* reason);

/// kIo; `what` is a template of the place and the reason, "cannot read {}: {}", which is
/// translated. `error`: errno.
Error io_error(const char* what, const std::filesystem::path& place, int error);

/// kCorrupt, with the hint that tells what can be saved.
Error damage_error(const std::string& message);

/// What went wrong when a segment was read by Xapian: damage, or, if the system gave a reason, kIo.
/// `reason` is what Xapian::Error::get_error_string() gives; may be null.
Error segment_error(const std::string& segment, const std::string& message, const char* reason);

/// What went wrong when a segment was read by us: damage that names it, or what the system refused.
Error segment_error(const std::string& segment, const Error& error);

}  // namespace gisa
