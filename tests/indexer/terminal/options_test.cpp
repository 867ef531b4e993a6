#include "indexer/terminal/options.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/error.h"

namespace gisa {
namespace {

using Words = std::vector<const char*>;

CommandLine parse(Words words) {
  words.insert(words.begin(), "gisa-index");
  return parse_command_line(static_cast<int>(words.size()), words.data());
}

TEST(Options, Defaults) {
  ::unsetenv("GISA_DB");
  const CommandLine command = parse({"articles"});
  EXPECT_EQ(command.job.database, "gisa.db");
  EXPECT_EQ(command.job.paths, std::vector<std::string>{"articles"});
  EXPECT_EQ(command.job.threads, 0u);
  EXPECT_EQ(command.job.memory, 512u << 20);
  EXPECT_EQ(command.job.format, "");
  EXPECT_EQ(command.job.writer, WriterKind::kGlass);
  EXPECT_FALSE(command.job.optimize);
  EXPECT_FALSE(command.json);
  EXPECT_FALSE(command.quiet);
}

TEST(Options, All) {
  const CommandLine command =
      parse({"--db", "n.db", "a", "--threads=3", "--memory", "1G", "--format", "text", "--writer",
             "xapian", "--optimize", "--json", "-q", "b"});
  EXPECT_EQ(command.job.database, "n.db");
  EXPECT_EQ(command.job.paths, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(command.job.threads, 3u);
  EXPECT_EQ(command.job.memory, 1u << 30);
  EXPECT_EQ(command.job.format, "text");
  EXPECT_EQ(command.job.writer, WriterKind::kXapian);
  EXPECT_TRUE(command.job.optimize);
  EXPECT_TRUE(command.json);
  EXPECT_TRUE(command.quiet);
}

TEST(Options, TheLastOfRepeatedOptionsCounts) {
  const CommandLine command = parse({"--db", "a", "x", "--threads=2", "--db=b", "--threads", "3",
                                     "--json", "--json", "--wait-lock=1", "--wait-lock=2"});
  EXPECT_EQ(command.job.database, "b");
  EXPECT_EQ(command.job.threads, 3u);
  EXPECT_TRUE(command.json);
  EXPECT_EQ(command.job.wait, std::chrono::seconds(2));
  EXPECT_EQ(command.job.paths, std::vector<std::string>{"x"});
}

TEST(Options, DatabaseFromEnvironment) {
  ::setenv("GISA_DB", "/srv/env.db", 1);
  EXPECT_EQ(parse({"x"}).job.database, "/srv/env.db");
  EXPECT_EQ(parse({"--db", "own.db", "x"}).job.database, "own.db");
  ::setenv("GISA_DB", "", 1);
  EXPECT_EQ(parse({"x"}).job.database, "gisa.db");
  ::unsetenv("GISA_DB");
}

TEST(Options, PathsOfAllKinds) {
  const std::vector<std::string> paths = {"-",   "[2024]", "[a,b]", "한글 폴더",
                                          "a,b", "\"q\"",  "x=y",   "%"};
  Words words;
  for (const std::string& path : paths) words.push_back(path.c_str());
  EXPECT_EQ(parse(words).job.paths, paths);
  EXPECT_EQ(parse({"--", "--db", "-q"}).job.paths, (std::vector<std::string>{"--db", "-q"}));
}

TEST(Options, Mistakes) {
  struct Case {
    Words words;
    const char* message;    // its beginning
    const char* hint = "";  // its beginning
  };
  const Case cases[] = {
      {{}, "no PATH given", "name files"},
      {{"--quiet"}, "no PATH given"},
      {{"--bogus", "x"}, "--bogus: no such option", "see gisa-index --help"},
      {{"-z", "x"}, "-z: no such option"},
      {{"x", "--db"}, "--db"},
      {{"--db", "", "x"}, "--db: no directory given"},
      {{"--db=", "x"}, "--db: no directory given"},  // not "x"
      {{"--report", "", "x"}, "--report: no file given"},
      {{"--threads", "0", "x"}, "--threads 0: not a number from 1 to 256"},
      {{"--threads", "257", "x"}, "--threads 257: "},
      {{"--threads", "-1", "x"}, "--threads -1: "},
      {{"--threads", "2x", "x"}, "--threads 2x: "},
      {{"--threads", "99999999999999999999", "x"}, "--threads 9999"},
      {{"--memory", "63M", "x"}, "--memory 63M: too little"},
      {{"--memory", "much", "x"}, "--memory much: not a size"},
      {{"--format", "xml", "x"}, "--format xml: no such format", "formats are jsonl"},
      {{"--writer", "lucene", "x"},
       "--writer lucene: no such writer",
       "writers are glass and xapian"},
  };
  for (const Case& c : cases) {
    try {
      parse(c.words);
      ADD_FAILURE() << c.message;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kInvalidArgument);
      EXPECT_EQ(std::string_view(error.what()).substr(0, std::string_view(c.message).size()),
                c.message);
      EXPECT_NE(error.hint(), "") << c.message;
      EXPECT_EQ(error.hint().substr(0, std::string_view(c.hint).size()), c.hint);
    }
  }
}

// Bytes and columns are the same but for Hangul: three bytes, two columns.
std::size_t columns(const std::string& line) {
  const auto wide =
      std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xF0) == 0xE0; });
  return line.size() - static_cast<std::size_t>(wide);
}

TEST(Options, HelpFits80ColumnsAndNamesEveryOption) {
  for (const char* flag : {"--help", "-h"}) {
    const std::string help = parse({flag}).notice;
    for (const char* name :
         {"--db DIR",      "--threads N",  "--memory SIZE", "--format NAME", "--map PAIRS",
          "--limit N",     "--since DATE", "--prune",       "--dry-run",     "--report FILE",
          "delete ID",     "stats",        "check",         "export",        "--optimize",
          "--writer NAME", "--json",       "--quiet",       "--help",        "--version",
          "PATH",          "GISA_DB",      "exit status",   "examples"}) {
      EXPECT_NE(help.find(name), std::string::npos) << name;
    }
    for (const ArticleFormat* format : article_formats()) {
      EXPECT_NE(help.find(format->name()), std::string::npos) << format->name();
    }
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), 80u) << line;
  }
}

TEST(Options, Version) {
  const std::string version = parse({"--version"}).notice;
  EXPECT_EQ(version.find("gisa-index " GISA_VERSION "\nXapian 1."), 0u) << version;
  for (const char* library :
       {"ICU", "libarchive 3", "libxml2 2", "pugixml 1", "simdjson", "zstd 1"}) {
    EXPECT_NE(version.find(library), std::string::npos) << library;
  }
}

TEST(Options, Sizes) {
  struct Case {
    const char* text;
    std::uint64_t bytes;  // 0: an error
  };
  constexpr std::uint64_t kMega = 1u << 20;
  const Case cases[] = {
      {"512M", 512 * kMega},
      {"1G", 1024 * kMega},
      {"1.5GiB", 1536 * kMega},
      {"64m", 64 * kMega},
      {"100MB", 100 * kMega},
      {"100mib", 100 * kMega},
      {"2T", 2048 * 1024 * kMega},
      {"0.5g", 512 * kMega},
      {"4096", 4096},
      {"4096B", 4096},
      {"3k", 3072},
      {".5M", kMega / 2},
      {"", 0},
      {"M", 0},
      {"-5M", 0},
      {"+5M", 0},
      {"5X", 0},
      {"5 M", 0},
      {" 5M", 0},
      {"5M ", 0},
      {"5MM", 0},
      {"0", 0},
      {"0M", 0},
      {"1e9", 0},
      {"0x40M", 0},
      {"1,5G", 0},
      {"inf", 0},
      {"nan", 0},
      {"infG", 0},
      {"5bb", 0},
      {"99999999T", 0},
      {"1..5G", 0},
      {"한", 0},
  };
  for (const Case& c : cases) {
    if (c.bytes > 0) {
      EXPECT_EQ(parse_size(c.text), c.bytes) << c.text;
      continue;
    }
    try {
      parse_size(c.text);
      ADD_FAILURE() << c.text;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kInvalidArgument);
      EXPECT_NE(error.hint(), "");
    }
  }
}

TEST(Options, ExitStatus) {
  struct Case {
    std::uint64_t documents, unchanged, skipped;
    int status;
  };
  const Case cases[] = {
      {5, 0, 0, 0}, {0, 5, 0, 0}, {5, 5, 0, 0}, {5, 0, 1, 3},
      {0, 5, 1, 3}, {0, 0, 0, 1}, {0, 0, 9, 1},
  };
  for (const Case& c : cases) {
    IndexTotals totals;
    totals.documents = c.documents;
    totals.unchanged = c.unchanged;
    totals.skipped = c.skipped;
    EXPECT_EQ(exit_status_of(totals), c.status);
  }
}

}  // namespace
}  // namespace gisa
