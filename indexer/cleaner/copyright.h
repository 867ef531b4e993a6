#pragma once

#include <string_view>

/// Whose an article is, by its copyright notice.
///
///   copyright_owner("ⓒ 어느신문 무단전재 및 재배포 금지")   -> 어느신문
///   copyright_owner("저작권자(c) 어느신문, 무단 전재")      -> 어느신문
///
/// UTF-8, no state: safe from any thread.
namespace gisa::cleaning {

/// The owner, a view of `notice`; empty when none is named.
std::string_view copyright_owner(std::string_view notice);

/// `‹저작권자(c) 어느신문,`: a line that is a notice which goes on in the next line. `line` is not
/// empty.
bool is_half_copyright(std::string_view line);

}  // namespace gisa::cleaning
