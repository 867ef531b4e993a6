/// From one file to its records, whatever it is: looks inside archives, tells encodings and formats
/// apart, and hands each content to its format.
///
/// Threads: any number of sources at once; a sink is called by the thread that reads its source.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/readers/file_walker.h"
#include "indexer/readers/formats/article_format.h"

namespace gisa {

struct ReadingOptions {
  const FieldNames* names = nullptr;      ///< null: the usual ones
  const ArticleFormat* forced = nullptr;  ///< read everything so; null: by content and name

  const FieldNames& field_names() const { return names != nullptr ? *names : FieldNames::usual(); }
};

/// Takes what a source holds. Each content (the file, or a member of an archive) is announced, then
/// given in one of four ways.
class SourceSink : public RecordSink {
 public:
  /// What follows is a content: `member` is its name inside the source, empty for the source
  /// itself.
  virtual void begin_content(const std::string& member, const ArticleFormat& format) = 0;

  /// The whole file is one record, which the sink reads itself.
  virtual bool add_file() = 0;
  /// These bytes are one record.
  virtual bool add_whole(std::string bytes) = 0;
  /// Every line is a record, in UTF-8 or CP949, perhaps broken; not in UTF-16.
  virtual bool add_lines(ByteStream& lines) = 0;

  /// Characters that were broken and became U+FFFD.
  virtual void add_broken(std::uint64_t characters) = 0;
};

enum class ReadingResult {
  kDone,           ///< everything was given, or told as a problem
  kNotRecognized,  ///< nothing that holds articles; nothing was told
  kStopped,        ///< the sink wants no more
};

/// Reads the source. What cannot be read is told the sink as a problem. Throws nothing but
/// std::bad_alloc and what the sink throws.
ReadingResult read_source(const SourceFile& source, FileStream& file, const ReadingOptions& options,
                          SourceSink& sink);

/// Of the files below `paths` the first one that is known to be none that is read, with what it is
/// as reason: for who found no articles, since such files in directories are passed over without a
/// word. Takes a look at each file before it.
std::optional<Problem> find_foreign_file(const std::vector<std::string>& paths);

}  // namespace gisa
