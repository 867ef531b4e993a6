#include "searcher/engine/words/requests.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "common/text/hangul.h"

namespace gisa {
namespace {

// What is asked to be done.
constexpr std::u16string_view kDeeds[] = {
    u"알려",   u"보여",   u"찾아",   u"가르쳐", u"말해",   u"설명해", u"정리해",
    u"요약해", u"검색해", u"소개해", u"추천해", u"분석해", u"얘기해", u"이야기해",
};
// Of whom: behind a deed, with or without a space.
constexpr std::u16string_view kFavours[] = {
    u"줘",     u"줘요",     u"줘봐",   u"줘라",     u"줄래",       u"줄래요", u"주라", u"주세요",
    u"주시오", u"주십시오", u"주겠니", u"주실래요", u"주시겠어요", u"봐",     u"봐줘", u"봐요",
};
constexpr std::u16string_view kKnowing[] = {u"알고", u"보고"};
constexpr std::u16string_view kWishes[] = {u"싶어", u"싶어요", u"싶다", u"싶습니다", u"싶은데"};
constexpr std::u16string_view kAlone[] = {
    u"궁금해", u"궁금해요", u"궁금하다",   u"궁금합니다",
    u"부탁해", u"부탁해요", u"부탁드려요", u"부탁드립니다",
};
// Before them.
constexpr std::u16string_view kManners[] = {u"좀",     u"한번",   u"빨리", u"자세히",
                                            u"간단히", u"간략히", u"모두", u"전부",
                                            u"쉽게",   u"짧게",   u"다시"};
constexpr std::u16string_view kTexts[] = {u"기사", u"뉴스", u"소식", u"보도",
                                          u"내용", u"자료", u"정보"};
constexpr std::u16string_view kAbout[] = {u"관련", u"관련된", u"관련한"};
constexpr std::u16string_view kTextsAbout[] = {u"관련기사", u"관련뉴스", u"관련소식", u"관련보도"};

bool is_one_of(std::u16string_view text, const auto& table) {
  return std::ranges::find(table, text) != std::end(table);
}

bool is_joined_from(std::u16string_view text, const auto& begins, const auto& ends) {
  return std::ranges::any_of(begins, [&](std::u16string_view begin) {
    return text.starts_with(begin) && is_one_of(text.substr(begin.size()), ends);
  });
}

// How many words are left before a request at the end; all if there is none.
std::size_t before_request(const std::vector<QueryWord>& words) {
  const std::size_t size = words.size();
  if (size == 0) return 0;
  const std::u16string_view last = words[size - 1].surface;
  const bool is_request = is_one_of(last, kAlone) || is_joined_from(last, kDeeds, kFavours) ||
                          is_joined_from(last, kKnowing, kWishes);
  if (is_request) return size - 1;
  if (size == 1) return size;
  const std::u16string_view before = words[size - 2].surface;
  const bool is_parted = (is_one_of(last, kFavours) && is_one_of(before, kDeeds)) ||
                         (is_one_of(last, kWishes) && is_one_of(before, kKnowing));
  return is_parted ? size - 2 : size;
}

// Verbs of everyday, which are about anything, as they end a question: 가나, 될까, 했는지.
bool is_everyday_verb(std::u16string_view word) {
  constexpr std::u16string_view kSpoken[] = {u"봐", u"봐요", u"가", u"가요", u"와",   u"와요",
                                             u"사", u"사요", u"써", u"써요", u"해요", u"돼요"};
  constexpr std::u16string_view kOpen = u"가오보되하뜨지주사쓰타자";  // without a last consonant
  constexpr std::u16string_view kClosed = u"먹받있없됐했갔왔봤";
  constexpr std::u16string_view kEndings[] = {u"나", u"나요", u"냐", u"는지", u"는가", u"는가요"};
  constexpr std::u16string_view kDoubts[] = {u"까", u"까요", u"지"};  // behind ㄹ
  if (is_one_of(word, kSpoken)) return true;
  if (word.size() < 2) return false;
  const char16_t stem = word[0];
  const std::u16string_view ending = word.substr(1);
  const bool is_closed = kClosed.find(stem) != std::u16string_view::npos;
  if (is_closed && ending[0] == u'을') return is_one_of(ending.substr(1), kDoubts);
  if (is_closed || kOpen.find(stem) != std::u16string_view::npos)
    return is_one_of(ending, kEndings);
  return final_of(stem) == kFinalRieul && is_one_of(ending, kDoubts) &&
         kOpen.find(with_final(stem, kNoFinal)) != std::u16string_view::npos;
}

// Such a verb at the end of a question: 어디서 봐, 눈 언제 오나.
bool ends_question(const std::vector<QueryWord>& words) {
  if (words.size() < 2 || !is_everyday_verb(words.back().surface)) return false;
  return std::ranges::any_of(std::span(words).first(words.size() - 1), [](const QueryWord& word) {
    return word.role == WordRole::kQuestion;
  });
}

}  // namespace

bool is_asking(std::u16string_view surface) {
  constexpr std::u16string_view kWords[] = {u"어디서", u"뭐가", u"뭐를", u"왜냐"};
  constexpr std::u16string_view kContracted[] = {u"뭐",   u"뭔",   u"뭡",   u"누군", u"누굽",
                                                 u"어딘", u"어딥", u"얼만", u"얼맙"};
  constexpr std::u16string_view kEndings[] = {u"야",   u"예요", u"에요", u"죠",   u"지",
                                              u"지요", u"냐",   u"니",   u"임",   u"가",
                                              u"가요", u"데",   u"데요", u"니까", u"길래"};
  return is_one_of(surface, kWords) || is_joined_from(surface, kContracted, kEndings);
}

void ignore_requests(std::vector<QueryWord>& words) {
  const std::size_t request = ends_question(words) ? words.size() - 1 : before_request(words);
  const bool is_request = request < words.size();
  std::size_t left = request;
  while (is_request && left > 0 && is_one_of(words[left - 1].surface, kManners)) --left;
  const std::size_t texts = left;
  if (left > 0 && is_one_of(words[left - 1].surface, kTextsAbout)) {
    --left;
  } else if (left > 0 && is_one_of(words[left - 1].stem, kTexts)) {
    const bool is_about = left > 1 && is_one_of(words[left - 2].surface, kAbout);
    if (is_about) left -= 2;
    if (!is_about && is_request) --left;
  }
  const auto has_content = [](const QueryWord& word) { return word.is_content; };
  if (std::ranges::none_of(std::span(words).first(left), has_content)) return;
  for (std::size_t i = left; i < words.size(); ++i) {
    words[i].is_content = false;
    words[i].role = i < texts ? WordRole::kEmpty : WordRole::kQuestion;
  }
}

}  // namespace gisa
