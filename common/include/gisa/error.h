/// gisa/error.h - the one exception type of gisa.
///
///     try {
///       gisa::Searcher searcher("news.db");
///     } catch (const gisa::Error& error) {
///       std::cerr << error.what() << '\n' << error.hint() << '\n';
///     }
///
/// Everything gisa throws on purpose is a gisa::Error; errors of the libraries beneath (Xapian,
/// ICU, zstd) are translated where they are called and never cross the public interface.
/// std::bad_alloc passes through untouched.
///
/// Threads: an Error is a value; distinct objects may be used from distinct threads.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#if defined(_WIN32)
#define GISA_EXPORT
#else
#define GISA_EXPORT __attribute__((visibility("default")))
#endif

namespace gisa {

/// What went wrong, for programs to branch on. Texts may change between versions; codes do not.
enum class ErrorCode {
  kInvalidArgument,   ///< the caller asked for something impossible
  kNotFound,          ///< no such file or database
  kNotADatabase,      ///< the path exists and is no gisa database
  kNewerVersion,      ///< written by a newer gisa
  kAnalyzerMismatch,  ///< indexed under other analysis rules: reindex
  kCorrupt,           ///< damaged database or file
  kLocked,            ///< another indexer is writing
  kBadInput,          ///< an article or a file that cannot be understood
  kIo,                ///< the operating system refused (disk full, permission ...)
  kInternal,          ///< a broken promise inside gisa; please report
};

/// An error with a message (what and where) and a hint (what to do about it, may be empty).
/// Both are UTF-8, one line, without trailing full stop in the message; in Korean where the program
/// has set its locale for messages (LC_MESSAGES) so, else in English.
class GISA_EXPORT Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message, std::string hint = {})
      : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}

  ErrorCode code() const noexcept { return code_; }
  const std::string& hint() const noexcept { return hint_; }

 private:
  ErrorCode code_;
  std::string hint_;
};

}  // namespace gisa
