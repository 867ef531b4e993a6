/// What people say to whom they ask, and no article is about: 보여줘 in 삼성전자 실적 기사 보여줘,
/// the 야 of 뭐야.
///
///     std::vector<QueryWord> words = ...;   // of 쿠팡 관련 뉴스 찾아줘
///     ignore_requests(words);               // 쿠팡 is what is left to be found
///
/// Threads: may be called from any.
#pragma once

#include <string_view>
#include <vector>

#include "searcher/engine/words/query_words.h"

namespace gisa {

/// True of question words that the rules for articles take for others: 어디서, no 어디 with a josa,
/// 뭐야, 뭔가요, 얼만지.
bool is_asking(std::u16string_view surface);

/// Makes what ends a query and is about any article no content: a request, 알려줘, 찾아 주세요,
/// 궁금해요, with what is asked for as such, 기사 or 뉴스, and how, 좀 or 자세히; 관련 기사 by
/// itself; the verb of 어디서 봐 and 언제 중국 가나. Nothing changes if no content would be left.
void ignore_requests(std::vector<QueryWord>& words);

}  // namespace gisa
