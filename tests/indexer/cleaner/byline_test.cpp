#include <gtest/gtest.h>

#include "indexer/cleaner/byline.h"
#include "tests/indexer/cleaner/text_case.h"

namespace gisa {
namespace {

using cleaning::normalise_reporter;

TEST(Byline, NormalisesTheReporterField) {
  const TextCase cases[] = {
      {"address in brackets", "홍길동(gildong@example.com)", "홍길동"},
      {"rank and address", "홍길동 기자 gildong@example.com", "홍길동"},
      {"rank and address in brackets", "홍길동 기자 (gildong@example.com)", "홍길동"},
      {"several with addresses", "홍길동 기자 a@example.com 임꺽정 기자 b@example.com",
       "홍길동,임꺽정"},
      {"middle dots and places", "홍길동·임꺽정 기자, 세종=성춘향 기자", "홍길동,임꺽정,성춘향"},
      {"modifier", "홍길동 관광전문 기자(a@example.com) 임수정 인턴 기자(b@example.com)",
       "홍길동,임수정"},
      {"rank glued", "서울=홍길동기자 a@example.com", "홍길동"},
      {"outlet in front", "부산CBS 홍길동 기자 a@example.com", "홍길동"},
      {"desk in front", "영남취재본부 홍길동 기자 a@example.com", "홍길동"},
      {"title behind", "홍길동 달빛대 철학과 교수(풍수학 박사)", "홍길동"},
      {"line ends", "홍길동\n임꺽정", "홍길동,임꺽정"},
      {"twice the same", "홍길동 홍길동", "홍길동"},
      {"two-syllable surname", "남궁민수 기자", "남궁민수"},
      {"no name at all stays", "YTN", "YTN"},
      {"English name stays", "Jane Doe (jane@example.com)", "Jane Doe"},
      {"already clean", "홍길동,임꺽정", "홍길동,임꺽정"},
      {"empty", "", ""},
  };
  for (const TextCase& c : cases) EXPECT_EQ(normalise_reporter(c.input), c.expected) << c.trap;
}

}  // namespace
}  // namespace gisa
