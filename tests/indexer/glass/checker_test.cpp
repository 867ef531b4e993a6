// The checker finds what it is there for: each case damages a good segment in one way.
#include "indexer/glass/checker.h"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <ostream>
#include <random>

#include "common/glass/block.h"
#include "common/glass/version_file.h"
#include "common/system/files.h"
#include "indexer/glass/table_writer.h"
#include "tests/indexer/glass/compare_databases.h"
#include "tests/indexer/glass/corpus.h"
#include "tests/indexer/glass/term_lists.h"

namespace gisa::glass {
namespace {

namespace fs = std::filesystem;

void rewrite(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

void change_version(const fs::path& segment, const std::function<void(VersionFile&)>& change) {
  VersionFile version = read_version_file(segment);
  change(version);
  rewrite(segment / "iamglass", encode_version_file(version));
}

void change_table(const fs::path& segment, Table table,
                  const std::function<void(std::string&)>& change) {
  const fs::path file = table_file(segment, table);
  std::string bytes = read_file(file);
  change(bytes);
  rewrite(file, bytes);
}

// The segment with one table written anew by `add`.
void replace_table(const fs::path& segment, Table table,
                   const std::function<void(TableWriter&)>& add) {
  fs::remove(table_file(segment, table));
  TableWriter writer(table_file(segment, table), 2048);
  add(writer);
  const TableRoot root = writer.finish();
  change_version(segment, [&](VersionFile& version) { version[table] = root; });
}

struct Case {
  const char* name;
  const char* message;  // part of what the checker says
  std::function<void(const fs::path&)> damage;
  bool xapian_notices = false;

  friend void PrintTo(const Case& test, std::ostream* out) { *out << test.name; }
};

class Checker : public testing::TestWithParam<Case> {};

TEST_P(Checker, Finds) {
  const test::ScratchDirectory scratch;
  const fs::path segment = scratch / "segment";
  const test::Corpus corpus = test::make_corpus({.documents = 300, .vocabulary = 900}, 3);
  test::build_ours(corpus, segment, {}, 2048);
  test::add_term_lists(corpus, segment);
  ASSERT_EQ(check_segment(segment), std::vector<std::string>());
  GetParam().damage(segment);
  const std::vector<std::string> problems = check_segment(segment);
  std::string all;
  for (const std::string& problem : problems) all += problem + "\n";
  EXPECT_NE(all.find(GetParam().message), std::string::npos) << all;
  if (!GetParam().xapian_notices) return;
  EXPECT_NE(test::check_messages(segment.string()), "");
}

// Leaf 2 and leaf 3 change places; the branch still finds them.
void swap_leaves(const fs::path& segment) {
  change_table(segment, Table::kPostlist, [](std::string& bytes) {
    constexpr std::size_t kBlock = 2048;
    ASSERT_EQ(bytes[2 * kBlock + 4], 0);
    ASSERT_EQ(bytes[3 * kBlock + 4], 0);
    std::swap_ranges(bytes.begin() + 2 * kBlock, bytes.begin() + 3 * kBlock,
                     bytes.begin() + 3 * kBlock);
    for (std::size_t block = 0; block < bytes.size(); block += kBlock) {
      const BlockHeader header = BlockHeader::read(bytes.data() + block);
      if (header.level == 0) continue;
      for (std::size_t i = 0; i < header.items(); ++i) {
        char* const child = bytes.data() + block + load16(bytes.data() + block + 11 + 2 * i);
        if (header.level == 1 && load32(child) == 2) {
          store32(child, 3);
        } else if (header.level == 1 && load32(child) == 3) {
          store32(child, 2);
        }
      }
    }
  });
}

const Case kCases[] = {
    {"LeavesOutOfSequence", "out of sequence", swap_leaves},
    {"EntriesZero", "entries",
     [](const fs::path& segment) {
       change_version(segment, [](VersionFile& v) { v[Table::kDocdata].entries = 0; });
     }},
    {"EntriesWrong", "entries",
     [](const fs::path& segment) {
       change_version(segment, [](VersionFile& v) { ++v[Table::kPostlist].entries; });
     }},
    {"TotalLength", "total length",
     [](const fs::path& segment) {
       change_version(segment, [](VersionFile& v) { ++v.statistics.total_length; });
     }},
    {"WdfBound", "wdf bound",
     [](const fs::path& segment) {
       change_version(segment, [](VersionFile& v) { v.statistics.largest_wdf = 1; });
     }},
    {"LengthBounds", "upper bound of lengths",
     [](const fs::path& segment) {
       change_version(segment, [](VersionFile& v) { --v.statistics.longest_length; });
     }},
    {"ShortestLength", "lower bound of lengths",
     [](const fs::path& segment) {
       change_version(segment, [](VersionFile& v) { ++v.statistics.shortest_length; });
     }},
    {"DocumentCount", "number of documents",
     [](const fs::path& segment) {
       change_version(segment, [](VersionFile& v) { --v.statistics.documents; });
     },
     true},
    {"LastDocument", "above the last",
     [](const fs::path& segment) {
       change_version(segment, [](VersionFile& v) {
         --v.statistics.last_document;
         --v.statistics.documents;
       });
     }},
    {"BytesBehindTheLastBlock", "bytes long",
     [](const fs::path& segment) {
       change_table(segment, Table::kDocdata, [](std::string& bytes) { bytes += "more"; });
     }},
    {"FileCutShort", "too short",
     [](const fs::path& segment) {
       change_table(segment, Table::kDocdata, [](std::string& bytes) { bytes.pop_back(); });
     }},
    {"FreeSpace", "free space",
     [](const fs::path& segment) {
       change_table(segment, Table::kPostlist, [](std::string& bytes) { ++bytes[2048 + 8]; });
     },
     true},
    {"Level", "header",
     [](const fs::path& segment) {
       change_table(segment, Table::kPostlist, [](std::string& bytes) { bytes[2048 + 4] = 1; });
     },
     true},
    {"Revision", "newer",
     [](const fs::path& segment) {
       change_table(segment, Table::kPostlist, [](std::string& bytes) { bytes[2048 + 3] = 2; });
     },
     true},
    {"PostingsChanged", "wrong",
     [](const fs::path& segment) {
       replace_table(segment, Table::kPostlist, [](TableWriter& table) {
         std::string lengths(
             "\0\0\0"
             "1\x01\x02\0\x02",
             8);
         std::string term(
             "\x02\x05\0"
             "1\x01\x02\0\x02",
             8);  // the sum is 4, not 5
         table.add(std::string("\0\xE0", 2), lengths);
         table.add("term", term);
       });
     },
     true},
    {"TermListMissing", "term list is missing",
     [](const fs::path& segment) {
       replace_table(segment, Table::kTermlist,
                     [](TableWriter& table) { table.add(std::string("\0\x01", 2), ""); });
     }},
    {"DataOfNoDocument", "does not exist",
     [](const fs::path& segment) {
       replace_table(segment, Table::kDocdata,
                     [](TableWriter& table) { table.add(std::string("\x7F\x01", 2), "data"); });
     }},
};

INSTANTIATE_TEST_SUITE_P(Damages, Checker, testing::ValuesIn(kCases),
                         [](const auto& test) { return test.param.name; });

// No single changed byte may crash the checker or make it run forever.
TEST(CheckerRobustness, SurvivesAnyChangedByte) {
  const test::ScratchDirectory scratch;
  const fs::path segment = scratch / "segment";
  const test::Corpus corpus = test::make_corpus({.documents = 60, .vocabulary = 300}, 3);
  test::build_ours(corpus, segment, {}, 2048);
  test::add_term_lists(corpus, segment);
  std::mt19937 random(1);
  std::size_t found = 0;
  constexpr std::size_t kFlips = 400;
  for (std::size_t i = 0; i < kFlips; ++i) {
    const Table table = i % 3 == 0   ? Table::kPostlist
                        : i % 3 == 1 ? Table::kTermlist
                                     : Table::kDocdata;
    const std::string good = read_file(table_file(segment, table));
    std::string bad = good;
    bad[random() % bad.size()] ^= static_cast<char>(1 + random() % 255);
    rewrite(table_file(segment, table), bad);
    found += check_segment(segment).empty() ? 0 : 1;
    rewrite(table_file(segment, table), good);
  }
  EXPECT_GT(found, kFlips / 4);  // the rest lies in gaps and in document data
  EXPECT_EQ(check_segment(segment), std::vector<std::string>());
}

}  // namespace
}  // namespace gisa::glass
