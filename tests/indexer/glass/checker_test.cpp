// The checker finds what it is there for: each case damages a good segment in one way.
#include "indexer/glass/checker.h"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <ostream>
#include <random>

#include "common/glass/block.h"
#include "common/glass/encoding.h"
#include "common/glass/keys.h"
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

using std::string_literals::operator""s;

// A table of postings, first what stands before lengths, of two documents of length 2, and a term.
const std::string kLengths =
    "\0\0\0"
    "1\x01\x02\0\x02"s;
const std::string kTerm =
    "\x02\x04\0"
    "1\x01\x02\0\x02"s;
using Entries = std::vector<std::pair<std::string, std::string>>;

auto with_postings(Entries before, std::string lengths, std::string term) {
  return [before = std::move(before), lengths = std::move(lengths),
          term = std::move(term)](const fs::path& segment) {
    replace_table(segment, Table::kPostlist, [&](TableWriter& table) {
      for (const auto& [key, tag] : before) table.add(key, tag);
      table.add("\0\xE0"s, lengths);
      table.add("term", term);
    });
  };
}

// A slot that says it has `count` values between b and c, and a chunk with one.
Entries values(std::uint32_t count, const std::string& value) {
  std::string statistics_key, chunk_key, statistics, chunk;
  make_value_statistics_key(0, statistics_key);
  make_value_chunk_key(0, 1, chunk_key);
  append_varint(statistics, count);
  append_string(statistics, "b");
  statistics += "c";
  append_string(chunk, value);
  return {{statistics_key, statistics}, {chunk_key, chunk}};
}

auto with_entry(Table table, std::string tag) {
  return [table, tag = std::move(tag)](const fs::path& segment) {
    replace_table(segment, table, [&](TableWriter& writer) { writer.add("\0\x01"s, tag); });
  };
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
    {"TermOfNoDocument", "a document that does not exist",
     with_postings({}, kLengths,
                   "\x01\x02\x02"
                   "1\0\x02"s)},
    {"NumberOfDocumentsOfATerm", "term: a wrong number of documents",
     with_postings({}, kLengths,
                   "\x01\x04\0"
                   "1\x01\x02\0\x02"s)},
    {"CollectionFrequency", "a wrong collection frequency",
     with_postings({}, kLengths,
                   "\x02\x05\0"
                   "1\x01\x02\0\x02"s)},
    {"EndOfAChunk", "a chunk with a wrong end",
     with_postings({}, kLengths,
                   "\x02\x04\0"
                   "1\x02\x02\0\x02"s)},
    {"LastChunkMissing", "the last chunk is missing",
     with_postings({}, kLengths,
                   "\x02\x04\0"
                   "0\x01\x02\0\x02"s)},
    {"LengthsWithTotals", "totals that are not 0", with_postings({}, kTerm, kTerm)},
    {"EmptyMetadata", "metadata: an empty value",
     with_postings({{"\0\xC0name"s, ""}}, kLengths, kTerm)},
    {"NumberOfValues", "a wrong number of values", with_postings(values(2, "b"), kLengths, kTerm)},
    {"ValueBelow", "a value outside the bounds", with_postings(values(1, "a"), kLengths, kTerm)},
    {"ValueAbove", "a value outside the bounds", with_postings(values(1, "d"), kLengths, kTerm)},
    {"EmptyValue", "slot 0: an empty value", with_postings(values(1, ""), kLengths, kTerm)},
    {"EmptyData", "docdata: an empty entry", with_entry(Table::kDocdata, "")},
    {"TermListOfOtherTerms", "not what the posting lists say",
     with_entry(Table::kTermlist,
                "\x05\x01\x01"
                "a\x05"s)},
    {"TermListLength", "a wrong length",
     with_entry(Table::kTermlist,
                "\x05\x01\x01"
                "a\x05"s)},
    {"TermListOrder", "not sorted",
     with_entry(Table::kTermlist,
                "\x02\x02\x01"
                "b\x01\0\x01"
                "a\x01"s)},
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
