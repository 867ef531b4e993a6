/// The formats articles come in: one class each, here and in the folders below.
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

#include "common/articles/article.h"
#include "indexer/readers/bytes/byte_stream.h"
#include "indexer/readers/formats/field_names.h"

namespace gisa {

/// What was noticed while reading and is no reason to leave a record out.
struct ReadingNotes {
  std::uint64_t broken_characters = 0;  ///< that became U+FFFD
  std::string remark;  ///< what the user should know; one line, may quote the input
};

/// Where a record stands, for identity and for messages.
struct RecordOrigin {
  std::string_view
      path;  ///< the file, relative to the PATH given on the command line; "-" for stdin
  std::uint64_t line = 0;  ///< 1-based line of a line record; 0 when the record is the whole file
  ReadingNotes* notes = nullptr;      ///< what was noticed is added there; may be null
  const FieldNames* names = nullptr;  ///< of the fields; null: the usual ones
};

inline const FieldNames& names_of(const RecordOrigin& origin) {
  return origin.names != nullptr ? *origin.names : FieldNames::usual();
}

/// The text of a record as UTF-8, with what was broken in its notes. Throws as decode_text_file().
std::string decode_record(std::string_view bytes, const RecordOrigin& origin);

/// What the records of a file are counted by.
enum class PlaceUnit : std::uint8_t {
  kLine,    ///< the line a record begins in
  kRow,     ///< the row of a sheet
  kRecord,  ///< its number among the records
};

/// Where a record begins in its file.
struct RecordPlace {
  std::uint64_t number = 0;  ///< 1-based; 0: the file as a whole
  PlaceUnit unit = PlaceUnit::kLine;
};

/// A record or a file that was left out, or that is to be told something about.
struct Problem {
  std::string path;        ///< as the user would write it; members of archives stand behind theirs
  std::uint64_t line = 0;  ///< 1-based line, row or number; 0: the file as a whole
  std::string reason;      ///< one line, UTF-8, may quote the input: escape before showing
  PlaceUnit unit = PlaceUnit::kLine;  ///< what `line` counts
};

/// Takes what a file of many records holds, in its order.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  /// An article as found. False: no more is wanted.
  virtual bool add_article(Article&& article, RecordPlace place) = 0;
  /// What follows is another part of the file, the records of which are counted anew: a sheet.
  virtual void begin_part(std::string_view /*name*/) {}
  /// A record that was left out, and why.
  virtual void add_problem(RecordPlace place, std::string reason) = 0;
  /// What the user should know of records that are read all the same. The first of a file is told.
  virtual void add_note(RecordPlace /*place*/, std::string /*note*/) {}
};

class ArticleFormat {
 public:
  virtual ~ArticleFormat() = default;

  /// The name for --format: "text", "markdown", "jsonl" ...
  virtual std::string_view name() const = 0;

  /// True if a file of this name is read in this format when none is asked for.
  virtual bool recognizes(const std::filesystem::path& file) const = 0;

  /// True: every line that is not blank is a record. False: the file is one record.
  virtual bool is_line_oriented() const = 0;

  /// One record's article. `id` is left empty if the record names none; `path` is left empty.
  /// The record's bytes may be in any of the encodings of text_encoding.h.
  /// Throws Error (kBadInput) that says why the record cannot be read.
  virtual Article parse(std::string_view record, const RecordOrigin& origin) const = 0;

  /// True: files hold many records, and read_records() reads them instead of parse().
  virtual bool is_stream() const { return false; }

  /// True for workbooks, which are read from the file itself (xlsx_format.h).
  virtual bool is_workbook() const { return false; }
};

/// A format whose files hold many records that are no lines.
class StreamFormat : public ArticleFormat {
 public:
  bool is_line_oriented() const final { return false; }
  bool is_stream() const final { return true; }

  /// The only record of a small file. Throws Error (kBadInput) if there is none or its first one
  /// cannot be read.
  Article parse(std::string_view record, const RecordOrigin& origin) const final;

  /// Reads all records from `text`, which is valid UTF-8, until the sink wants no more. Memory is
  /// bounded, whatever the text is; what cannot be read is a problem, and reading goes on behind
  /// it. Throws what `text` throws.
  virtual void read_records(ByteStream& text, const FieldNames& names, RecordSink& sink) const = 0;
};

/// Longer records are no articles and are left out, bytes.
inline constexpr std::size_t kMaxRecordBytes = 32 << 20;

/// All formats, in the order they are asked whether they recognise a file.
std::span<const ArticleFormat* const> article_formats();

/// The format of that name, or nullptr. "txt" and "tsv" are names, too, of text and csv.
const ArticleFormat* find_article_format(std::string_view name);

/// The format that recognises the file by its name, or nullptr: not an article file.
const ArticleFormat* recognize_article_format(const std::filesystem::path& file);

}  // namespace gisa
