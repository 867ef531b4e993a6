// The elementary codes, and the worked example of a database that Xapian made.
#include "common/glass/encoding.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "common/glass/keys.h"
#include "common/glass/version_file.h"
#include "gisa/error.h"
#include "indexer/glass/output_file.h"
#include "indexer/glass/posting_list.h"
#include "indexer/glass/term_list.h"
#include "tests/indexer/glass/corpus.h"
#include "tests/indexer/glass/term_lists.h"

namespace gisa::glass {
namespace {

std::string bytes(std::initializer_list<unsigned> values) {
  std::string out;
  for (const unsigned value : values) out.push_back(static_cast<char>(value));
  return out;
}

std::string varint(std::uint64_t value) {
  std::string out;
  append_varint(out, value);
  return out;
}

std::string ordered(std::uint64_t value) {
  std::string out;
  append_ordered(out, value);
  return out;
}

TEST(Encoding, Varint) {
  EXPECT_EQ(varint(0), bytes({0}));
  EXPECT_EQ(varint(127), bytes({0x7F}));
  EXPECT_EQ(varint(128), bytes({0x80, 0x01}));
  EXPECT_EQ(varint(300), bytes({0xAC, 0x02}));
  for (const std::uint64_t value : {0ull, 1ull, 127ull, 128ull, 16383ull, 16384ull, 0xFFFFFFFFull,
                                    0x100000000ull, 0xFFFFFFFFFFFFFFFFull}) {
    const std::string encoded = varint(value);
    EXPECT_EQ(encoded.size(), varint_size(value));
    std::string_view in = encoded;
    std::uint64_t decoded = 1;
    EXPECT_TRUE(take_varint(in, decoded));
    EXPECT_EQ(decoded, value);
    EXPECT_TRUE(in.empty());
  }
}

TEST(Encoding, BrokenVarints) {
  const std::string cases[] = {
      "",                                     // nothing
      bytes({0x80}),                          // cut off
      bytes({0xFF, 0xFF, 0xFF, 0xFF, 0x7F}),  // does not fit 32 bits
      std::string(11, '\x80'),                // longer than any number
  };
  for (const std::string& text : cases) {
    std::string_view in = text;
    std::uint32_t value = 0;
    EXPECT_FALSE(take_varint(in, value));
  }
}

TEST(Encoding, OrderedNumbersSortAsBytes) {
  EXPECT_EQ(ordered(2), bytes({0x00, 0x02}));
  EXPECT_EQ(ordered(0x7FFF), bytes({0x7F, 0xFF}));
  EXPECT_EQ(ordered(0x8000), bytes({0x80, 0x80, 0x00}));
  EXPECT_EQ(ordered(0x3FFFFF), bytes({0xBF, 0xFF, 0xFF}));
  EXPECT_EQ(ordered(0x400000), bytes({0xC0, 0x40, 0x00, 0x00}));
  EXPECT_EQ(ordered(0xFFFFFFFF), bytes({0xE0, 0xFF, 0xFF, 0xFF, 0xFF}));
  std::string before;
  for (std::uint64_t value = 0; value <= 0xFFFFFFFF; value += value / 50 + 1) {
    const std::string encoded = ordered(value);
    EXPECT_LT(before, encoded);
    std::string_view in = encoded;
    std::uint32_t decoded = 0;
    ASSERT_TRUE(take_ordered(in, decoded)) << value;
    EXPECT_EQ(decoded, value);
    before = encoded;
  }
}

TEST(Encoding, EscapedStringsKeepTheirOrder) {
  std::vector<std::string> terms = {"a",
                                    std::string("a\0", 2),
                                    std::string("a\0\0", 3),
                                    std::string("a\0\xFF", 3),
                                    "a\x01",
                                    "a\xFF",
                                    "b"};
  std::ranges::sort(terms);
  std::string before;
  for (const std::string& term : terms) {
    std::string key;
    make_posting_key(term, 0, key);
    EXPECT_LT(before, key);
    before = key;
    make_posting_key(term, 70000, key);
    EXPECT_LT(before, key);  // all chunks of a term precede the next term
    before = key;
    std::string parsed;
    std::uint32_t document = 0;
    EXPECT_TRUE(parse_posting_key(key, parsed, document));
    EXPECT_EQ(parsed, term);
    EXPECT_EQ(document, 70000u);
  }
}

TEST(Encoding, TermsThatAreNoKeys) {
  EXPECT_NO_THROW(check_term(std::string(245, 'a')));
  EXPECT_THROW(check_term(std::string(246, 'a')), Error);
  EXPECT_THROW(check_term(""), Error);
  EXPECT_NO_THROW(check_term(std::string(122, '\0')));
  EXPECT_THROW(check_term(std::string(123, '\0')), Error);  // each counts twice
}

// Document 2 of GLASS.md's example: length 5; all 1, apple 1, banana 2, cherry 1.
TEST(Encoding, TermListOfTheExample) {
  const test::TermCount terms[] = {{"all", 1}, {"apple", 1}, {"banana", 2}, {"cherry", 1}};
  const std::string tag = test::encode_term_list(5, terms);
  EXPECT_EQ(tag, bytes({0x05, 0x04, 0x03}) + "all" + bytes({0x01, 0x09, 0x04}) + "pple" +
                     bytes({0x12, 0x06}) + "banana" + bytes({0x0E, 0x06}) + "cherry");
  TermList list;
  ASSERT_TRUE(parse_term_list(tag, list));
  EXPECT_EQ(list.length, 5u);
  EXPECT_EQ(list.terms,
            (std::vector<TermList::Entry>{{"all", 1}, {"apple", 1}, {"banana", 2}, {"cherry", 1}}));
}

TEST(Encoding, TermListsOfLargeWdf) {
  for (const std::uint32_t wdf : {0u, 1u, 126u, 127u, 128u, 4000000000u}) {
    const std::string long_term(245, 'z');
    const test::TermCount terms[] = {{"a", wdf}, {"ab", wdf}, {"b", wdf}, {long_term, wdf}};
    const std::string tag = test::encode_term_list(9, terms);
    TermList list;
    ASSERT_TRUE(parse_term_list(tag, list));
    ASSERT_EQ(list.terms.size(), 4u);
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_EQ(list.terms[i].term, terms[i].term);
      EXPECT_EQ(list.terms[i].wdf, wdf);
    }
  }
}

// The version file of the example, but for the sequential flag of the postlist.
TEST(Encoding, VersionFileOfTheExample) {
  VersionFile version;
  const unsigned char uuid[] = {0x74, 0x75, 0xf6, 0x0e, 0x41, 0x32, 0x44, 0x97,
                                0xa9, 0xc5, 0xa2, 0x9a, 0xab, 0xd6, 0xce, 0x71};
  std::ranges::copy(uuid, version.uuid.begin());
  for (TableRoot& table : version.tables) table.block_size = 2048;
  version[Table::kPostlist] = {0, 0, false, false, 8, 2048, 1};
  version[Table::kDocdata] = {0, 0, false, true, 3, 2048, 1};
  version[Table::kTermlist] = {0, 0, false, true, 6, 2048, 1};
  version.statistics = {.documents = 3,
                        .last_document = 3,
                        .total_length = 15,
                        .shortest_length = 5,
                        .longest_length = 5,
                        .largest_wdf = 2};
  const std::string expected =
      bytes({0x0f, 0x0d}) + "Xapian Glass" + bytes({0x04, 0x6e}) +
      std::string(std::begin(uuid), std::end(uuid)) + bytes({0x01}) +
      bytes({0x00, 0x00, 0x08, 0x01, 0x00, 0x06, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00}) +
      bytes({0x00, 0x02, 0x03, 0x01, 0x12, 0x06, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00}) +
      bytes({0x00, 0x02, 0x06, 0x01, 0x12, 0x06, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00}) +
      bytes({0x00, 0x03, 0x00, 0x01, 0x00, 0x00}) + bytes({0x00, 0x03, 0x00, 0x01, 0x12, 0x00}) +
      bytes({0x00, 0x03, 0x00, 0x01, 0x12, 0x00}) +
      bytes({0x03, 0x00, 0x05, 0x02, 0x03, 0x00, 0x0f, 0x00});
  EXPECT_EQ(encode_version_file(version), expected);
  const test::ScratchDirectory scratch;
  std::filesystem::create_directory(scratch / "db");
  write_file(scratch / "db" / kVersionFileName, encode_version_file(version));
  const VersionFile read = read_version_file(scratch / "db");
  EXPECT_EQ(read.statistics, version.statistics);
  EXPECT_EQ(read.tables, version.tables);
  EXPECT_EQ(read.uuid, version.uuid);
}

TEST(Encoding, PostingChunkOfTheExample) {
  // banana: documents 1 and 2, wdf 1 and 2.
  const std::string tag = bytes({0x02, 0x03, 0x00, 0x31, 0x01, 0x01, 0x00, 0x02});
  PostingChunk chunk;
  ASSERT_TRUE(parse_posting_chunk(tag, 0, chunk));
  EXPECT_EQ(chunk.documents, 2u);
  EXPECT_EQ(chunk.collection_frequency, 3u);
  EXPECT_TRUE(chunk.is_last);
  EXPECT_EQ(chunk.first, 1u);
  EXPECT_EQ(chunk.last, 2u);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> postings;
  for (PostingReader it(chunk.first, chunk.body); !it.at_end(); it.next()) {
    postings.emplace_back(it.document(), it.wdf());
  }
  EXPECT_EQ(postings, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{1, 1}, {2, 2}}));
}

TEST(Encoding, BrokenPostingsEndEarly) {
  const std::string cases[] = {
      "",                                                 // no first wdf
      bytes({0x01, 0x00}),                                // gap without wdf
      bytes({0x01, 0x80}),                                // half a gap
      bytes({0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x01}),  // beyond the last id
  };
  for (const std::string& body : cases) {
    PostingReader it(5, body);
    while (!it.at_end()) it.next();
    EXPECT_TRUE(it.is_broken());
  }
}

}  // namespace
}  // namespace gisa::glass
