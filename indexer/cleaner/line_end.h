#pragma once

#include <string_view>

/// What hangs on the end of a line: photo credits without brackets, end marks, agencies,
/// separators. UTF-8, no state: safe from any thread.
namespace gisa::cleaning {

/// `line` without the first thing a rule recognises at its end; `line` itself when none does. Call
/// it until nothing more comes off. Bylines and addresses are the business of the caller.
std::string_view without_end_noise(std::string_view line);

/// `line` without the staff of a broadcast in the forms that stand at the end of an article only:
/// `…뉴스입니다. 영상취재 홍길동 영상편집 임꺽정`, `촬영;홍길동`.
std::string_view without_staff(std::string_view line);

/// True when an address after `text` signs it, and is not something the text tells to write to.
bool can_precede_signature(std::string_view text);

}  // namespace gisa::cleaning
