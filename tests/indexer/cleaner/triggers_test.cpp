#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/wide_block.h"
#include "indexer/cleaner/boilerplate_rules.h"
#include "indexer/cleaner/credits.h"
#include "indexer/cleaner/triggers.h"

namespace gisa {
namespace {

// With and without what only newer processors have.
class Triggers : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override { wide::use_if_possible(GetParam()); }
  void TearDown() override { wide::use_if_possible(true); }
};

TEST_P(Triggers, FindsEveryTriggerWhereverItStands) {
  std::vector<std::string_view> heads = {"![a](b)"};
  for (const cleaning::Notice& notice : cleaning::kNotices) heads.push_back(notice.head);
  for (const cleaning::Bracket& bracket : cleaning::kBrackets) heads.push_back(bracket.open);
  for (const std::string_view head : heads) {
    std::string line;
    for (int before = 0; before < 50; ++before) {
      const size_t place = line.size();
      const std::string whole = line + std::string(head) + "나다";
      std::vector<size_t> places;
      cleaning::Triggers::instance().find(whole, 0, places);
      EXPECT_TRUE(std::count(places.begin(), places.end(), place) == 1) << whole;
      EXPECT_TRUE(std::is_sorted(places.begin(), places.end()));
      places.clear();
      cleaning::Triggers::instance().find(whole, place + 1, places);
      EXPECT_TRUE(std::count(places.begin(), places.end(), place) == 0) << whole;
      line += before % 3 == 0 ? "a" : "가";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Blocks, Triggers, testing::Bool(),
                         [](const auto& test) { return test.param ? "Wide" : "Plain"; });

}  // namespace
}  // namespace gisa
