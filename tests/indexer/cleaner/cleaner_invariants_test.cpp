#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/cleaner/cleaner.h"

namespace gisa {
namespace {

Article article_of(std::string body) {
  Article article;
  article.body = std::move(body);
  return article;
}

bool is_valid_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const size_t length = lead < 0x80   ? 1
                          : lead < 0xC2 ? 0
                          : lead < 0xE0 ? 2
                          : lead < 0xF0 ? 3
                          : lead < 0xF5 ? 4
                                        : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

void expect_invariants(const Article& raw) {
  const Article once = Cleaner().clean(raw);
  for (const std::string* field : {&once.title, &once.body, &once.press, &once.reporter,
                                   &once.section, &once.date, &once.id, &once.url}) {
    ASSERT_TRUE(is_valid_utf8(*field)) << raw.body;
    for (const char c : *field) {
      const bool control = (c >= 0 && c < ' ') || c == '\x7F';
      ASSERT_FALSE(control && !(c == '\n' && field == &once.body)) << raw.body;
    }
  }
  ASSERT_EQ(once.body.find("\n\n"), std::string::npos) << raw.body;
  ASSERT_EQ(once.body.find("  "), std::string::npos) << raw.body;
  const Article twice = Cleaner().clean(once);
  ASSERT_EQ(twice.body, once.body) << raw.body;
  ASSERT_EQ(twice.title, once.title) << raw.title;
  ASSERT_EQ(twice.reporter, once.reporter) << raw.reporter;
  ASSERT_EQ(twice.press, once.press) << raw.press;
  ASSERT_EQ(twice.date, once.date) << raw.date;
}

std::string repeated(std::string_view piece, size_t count) {
  std::string out;
  out.reserve(piece.size() * count);
  for (size_t i = 0; i < count; ++i) out.append(piece);
  return out;
}

TEST(CleanerInvariants, HoldOnRandomBytes) {
  std::mt19937 random(20240305);
  std::uniform_int_distribution<int> byte(0, 255);
  for (int round = 0; round < 2000; ++round) {
    Article raw;
    for (std::string* field :
         {&raw.title, &raw.body, &raw.press, &raw.reporter, &raw.date, &raw.url}) {
      const int length = round % 200;
      for (int i = 0; i < length; ++i) *field += static_cast<char>(byte(random));
    }
    ASSERT_NO_FATAL_FAILURE(expect_invariants(raw));
  }
}

/// Pieces that rules look for, put together at random: what one rule leaves must not wake another.
TEST(CleanerInvariants, HoldOnShuffledBoilerplate) {
  const std::vector<std::string> pieces = {
      "다리가 열렸다.",
      "다리가 열렸다. ",
      "길이는 3.5킬로미터",
      "\n",
      "\n",
      " ",
      "홍길동 기자",
      "임꺽정 특파원 ",
      "gildong@example.com",
      "[홍길동 기자]",
      "(서울=연합뉴스) ",
      "홍길동 기자 = ",
      "[이데일리 홍길동 기자] ",
      "(사진=연합뉴스)",
      "[사진]",
      "[달빛시 제공]",
      "(달빛시 제공)",
      "사진=달빛시",
      "/사진=달빛시",
      "ⓒ 달빛신문",
      "<저작권자 ⓒ 달빛신문 무단전재 및 재배포 금지>",
      "무단전재 및 재배포 금지",
      "*재판매 및 DB 금지",
      "(끝)",
      "이 기사의 카테고리는 언론사의 분류를 따릅니다.",
      "■ 제보하기▷ 전화",
      "여러분의 제보를 기다립니다.▶",
      "▼ 관련기사",
      "\n[관련기사]\n",
      "▶ 네이버에서 구독하기",
      "▷다리",
      "▶구독하기",
      "홍길동 기자 gildong@example.com",
      "EPA/Hong",
      "(AP Photo/Hong) FILE",
      "구성 : 홍길동 영상편집 : 임꺽정",
      "달빛시에 새 다리가 열려 주민들 환영",
      "기자명 홍길동 기자 입력 2021.12.05 11:52",
      "(adsbygoogle = window.adsbygoogle",
      "다른기사 보기",
      "발로 뛰는 더팩트는 24시간 ",
      "당신의 제보가 뉴스가 됩니다",
      "인사 게재 문의는 카톡",
      "〈",
      "›",
      "☞공감언론 뉴시스",
      "GoodNews paper",
      "기자gildong@example.com",
      " gildong @ example.com",
      "ⓒ 연합뉴스",
      "구성 : 홍길동 제작 : 임꺽정",
      "여러분의 제보를 기다립니다",
      "영상편집 홍길동",
      "// 본문 내용",
      "저작권자(c) 달빛신문,",
      "https://example.com/1",
      "![]() |",
      "![다리](http://a.b/c)",
      "| ",
      "입력 2021.12.05.",
      "[앵커]",
      "<기자>",
      "◀ 리포트 ▶",
      "영상편집 : 홍길동",
      "#다리 ",
      "#달빛",
      "[",
      "]",
      "(",
      ")",
      "<",
      ">",
      "\"",
      "'",
      "=",
      "&lt;",
      "&amp;quot;",
      "<p>",
      "</b>",
      "&#x3D;",
      "다.",
      "요?",
      "그는 ",
      "은 말했다",
      "※",
      "▶",
      "EPA/HONG",
      "(AP Photo/Hong)",
      "[서울경제]",
      "【원주】",
      "\xC2\xA0",
      "\xE2\x80\x8B",
      "2025.12.28",
      "/뉴스1",
      "달빛시는 새 다리를 3월에 연다고 밝혔다. 길이는 12킬로미터이며 걸어서도 건널 수 있다."};
  std::mt19937 random(7);
  std::uniform_int_distribution<size_t> pick(0, pieces.size() - 1);
  std::uniform_int_distribution<int> length(1, 14);
  for (int round = 0; round < 20000; ++round) {
    Article raw;
    for (int i = length(random); i > 0; --i) raw.body += pieces[pick(random)];
    for (int i = length(random) / 4; i > 0; --i) raw.title += pieces[pick(random)];
    for (int i = length(random) / 4; i > 0; --i) raw.reporter += pieces[pick(random)];
    ASSERT_NO_FATAL_FAILURE(expect_invariants(raw));
  }
}

/// A quadratic step anywhere would make this run for hours, not for a second.
TEST(CleanerInvariants, TimeIsLinearInHostileText) {
  constexpr size_t kCount = 300'000;
  for (const char* piece : {"<",
                            "&",
                            "&amp;",
                            "<a x=\"",
                            "<!--",
                            "<script>",
                            "[",
                            "(",
                            "![",
                            "![](",
                            "[사진=",
                            "(서울=",
                            "제보",
                            "여러분의 제보",
                            "무단전재",
                            "▼ 관련기사",
                            "a@b.co ",
                            "a@b.co",
                            "홍길동 기자 ",
                            "ⓒ ",
                            "\"다.\"",
                            "다.",
                            "#가",
                            "입력 ",
                            "\n",
                            " ",
                            "|",
                            "사진=",
                            "/",
                            "이 기사는 ",
                            "<저작권자 ",
                            "저작권자 ⓒ",
                            "(끝)",
                            "\xEA",
                            "다.이"}) {
    const Article article = Cleaner().clean(article_of(repeated(piece, kCount)));
    EXPECT_TRUE(is_valid_utf8(article.body)) << piece;
  }
}

}  // namespace
}  // namespace gisa
