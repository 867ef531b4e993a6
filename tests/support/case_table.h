/// Tables of cases in tests/data/cases: a line each, columns parted by tabs, '#' begins a comment.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace gisa {

struct CaseLine {
  std::string place;  ///< "stems.tsv:12"
  std::vector<std::string> columns;

  /// A column, empty if the line has fewer.
  const std::string& operator[](std::size_t i) const {
    static const std::string none;
    return i < columns.size() ? columns[i] : none;
  }
};

inline std::vector<CaseLine> read_case_table(const std::string& name) {
  std::ifstream lines(std::string(GISA_TEST_DATA) + "/cases/" + name);
  EXPECT_TRUE(lines) << name;
  std::vector<CaseLine> cases;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    CaseLine one{name + ":" + std::to_string(number), {}};
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find('\t', begin), line.size());
      one.columns.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
    cases.push_back(std::move(one));
  }
  return cases;
}

}  // namespace gisa
