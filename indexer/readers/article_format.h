/// The formats articles come in, one file a format beside this one.
///
/// A format says which files it reads, whether a file is one record or one record a line, and turns
/// the bytes of one record into an Article as found: fields verbatim (entities, boilerplate and
/// all), cleaning is a later step. To add a format: write its class, list it in article_format.cpp.
///
/// Threads: formats are stateless; every function may be called from any thread at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "common/article.h"

namespace gisa {

/// Where a record stands, for identity and for messages.
struct RecordOrigin {
  std::string_view
      path;  ///< the file, relative to the PATH given on the command line; "-" for stdin
  std::uint64_t line = 0;  ///< 1-based line of a line record; 0 when the record is the whole file
};

/// A record or a file that was left out, for the report.
struct Problem {
  std::string path;        ///< as the user would write it
  std::uint64_t line = 0;  ///< 1-based; 0: the file as a whole
  std::string reason;      ///< one line, UTF-8, may quote the input: escape before showing
};

class ArticleFormat {
 public:
  virtual ~ArticleFormat() = default;

  /// The name for --format: "text", "markdown", "jsonl".
  virtual std::string_view name() const = 0;

  /// True if a file of this name is read in this format when none is asked for.
  virtual bool recognizes(const std::filesystem::path& file) const = 0;

  /// True: every line that is not blank is a record. False: the file is one record.
  virtual bool is_line_oriented() const = 0;

  /// One record's article. `id` is left empty if the record names none; `path` is left empty.
  /// Throws Error (kBadInput) that says why the record cannot be read.
  virtual Article parse(std::string_view record, const RecordOrigin& origin) const = 0;
};

/// All formats, in the order they are asked whether they recognise a file.
std::span<const ArticleFormat* const> article_formats();

/// The format of that name, or nullptr.
const ArticleFormat* find_article_format(std::string_view name);

/// The format that recognises the file by its name, or nullptr: not an article file.
const ArticleFormat* recognize_article_format(const std::filesystem::path& file);

}  // namespace gisa
