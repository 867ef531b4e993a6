#include "searcher/terminal/topics.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace gisa::terminal {
namespace {

std::vector<Topic> read(const std::string& text) {
  std::istringstream input(text);
  return read_topics(input, "topics.tsv");
}

TEST(Topics, ReadsLines) {
  struct Case {
    const char* text;
    std::vector<Topic> expected;
  };
  const Case kCases[] = {
      {"", {}},
      {"1\t기준금리 인상\n2\t누리호\n", {{"1", "기준금리 인상"}, {"2", "누리호"}}},
      {"1\ta", {{"1", "a"}}},                          // no newline at the end
      {"1\ta\r\n2\tb\r\n", {{"1", "a"}, {"2", "b"}}},  // CRLF
      {"\xef\xbb\xbf"
       "1\ta\n",
       {{"1", "a"}}},                                           // byte order mark
      {"\n1\ta\n \t\r\n\n2\tb\n\n", {{"1", "a"}, {"2", "b"}}},  // blank lines
      {" 1 \t a b \n", {{"1", "a b"}}},
      {"1\ta\tb\n", {{"1", "a\tb"}}},  // the first tab separates
      {"q 1\ta\n", {{"q 1", "a"}}},
      {"1\t\n", {{"1", ""}}},  // an empty query has no hits
      {"1\ta\n1\tb\n", {{"1", "a"}, {"1", "b"}}},
  };
  for (const Case& c : kCases) EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Topics, NamesTheLineThatIsWrong) {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case kCases[] = {
      {"1 a\n", "topics.tsv:1: no tab in the line"},
      {"1\ta\n\nfoo\n", "topics.tsv:3: no tab in the line"},
      {"1\ta\n \tb\n", "topics.tsv:2: no topic id before the tab"},
  };
  for (const Case& c : kCases) {
    try {
      read(c.text);
      ADD_FAILURE() << "no error for " << c.text;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kBadInput);
      EXPECT_STREQ(error.what(), c.expected);
      EXPECT_NE(error.hint(), "");
    }
  }
}

TEST(Topics, AMissingFileIsNotFound) {
  try {
    load_topics("no/such/topics.tsv");
    ADD_FAILURE() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kNotFound);
    EXPECT_NE(std::string(error.what()).find("no/such/topics.tsv"), std::string::npos);
  }
}

TEST(Topics, ADirectoryIsNoFile) { EXPECT_THROW(load_topics("."), Error); }

}  // namespace
}  // namespace gisa::terminal
