/// Finds the files to read below the paths a user names.
///
/// Directories are walked recursively in byte order of their entries' names, so that the same tree
/// always gives the same sequence. Symbolic links are followed; a directory that is already being
/// walked (a loop) and anything unreadable is reported and left out. Hidden entries (leading dot)
/// and an editor's copies (a.txt~) are skipped silently inside directories. Files of any name are
/// found: whether one holds articles is seen when it is read.
///
/// Threads: any number of walks at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// One file to read.
struct SourceFile {
  std::filesystem::path file;  ///< to open; "-" is standard input
  std::string name;  ///< relative to the PATH given; for a PATH that is a file, its file name;
                     ///< UTF-8 (common/text/file_name.h)
  const ArticleFormat* format = nullptr;  ///< that its name speaks for; may be null
  std::uint64_t size = 0;                 ///< bytes; 0 for standard input
  std::int64_t mtime_ns = 0;  ///< modification time, ns since the epoch; 0 for standard input and
                              ///< pipes alone
  bool is_optional =
      false;  ///< nothing in its name promises articles: without any it is no problem
};

/// The files below `paths`, in order: paths as given, each walked as above. A PATH that does not
/// exist is reported. A file named explicitly is read even if hidden. With `forced` (may be null)
/// all are read in that format, and inside directories only those whose name promises articles.
/// Standard input ("-") and pipes are JSONL unless `forced` or their content says otherwise.
std::vector<SourceFile> find_source_files(const std::vector<std::string>& paths,
                                          const ArticleFormat* forced,
                                          const std::function<void(Problem)>& report);

}  // namespace gisa
