/// Whether bytes are valid UTF-8, as all that is stored is.
#pragma once

#include <string_view>

#include "common/text/escape.h"

namespace gisa {

inline bool is_valid_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = character_at(text, i);
    if (!character.valid) return false;
    i += character.length;
  }
  return true;
}

}  // namespace gisa
