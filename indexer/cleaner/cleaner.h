#pragma once

#include "common/articles/article.h"

namespace gisa {

/// Turns a record as it was read into an article fit to be indexed, stored and shown.
///
///   Article raw;
///   raw.body = "[홍길동 기자]\n눈이 &quot;펑펑&quot; 왔다.다시 온다.\nhong@example.com";
///   Article article = Cleaner().clean(std::move(raw));
///   // article.body     "눈이 \"펑펑\" 왔다. 다시 온다."
///   // article.reporter "홍길동"
///   // article.title    "눈이 \"펑펑\" 왔다."
///
/// Every field becomes valid UTF-8 (bad bytes: U+FFFD) without entities, tags, control, zero-width
/// or repeated blank characters. Then:
///   body      paragraphs, one '\n' between two; boilerplate (see boilerplate.h) and repeated
///             paragraphs taken off; a blank put between sentences that were glued together
///   title     `[단독]`, `[속보]`, `(종합)` stay; ` - 어느신문` at the end goes when that is the
///             outlet; without one the first sentence of the body, at most 60 characters
///   date      see dates.h; from an `입력 …` line of the body when the record has none
///   press     from byline, copyright line or dateline when the record has none
///   reporter  names separated by ','; from the byline when the record has none
/// `id`, `url`, `path` are only freed of control characters and blanks around them.
///
/// Removal is cautious: what is not surely boilerplate stays. Cleaning twice is cleaning once.
/// Takes any bytes, throws nothing but std::bad_alloc, and needs time linear in the input.
///
/// Threads: an instance holds nothing, so one may be shared. Working buffers are kept per thread.
class Cleaner {
 public:
  Article clean(Article raw) const;
};

}  // namespace gisa
