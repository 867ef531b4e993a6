#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

/// How a broadcast's report ends: who reported, and for whom.
///
/// UTF-8, positions in bytes, no state: safe from any thread.
namespace gisa::cleaning {

struct SignOff {
  size_t begin;               // of its sentence, which is the last of the text
  std::string_view reporter;  // views of the text
  std::string_view press;
};

/// `KBS 뉴스 홍길동입니다.`, `지금까지 정치부에서 YTN 홍길동이었습니다`: the last sentence of
/// `text`, behind another one, if it says nothing else. Nothing where it does: `새 앵커는 KBS
/// 홍길동입니다.`
std::optional<SignOff> read_sign_off(std::string_view text);

}  // namespace gisa::cleaning
