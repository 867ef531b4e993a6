/// Pasts as they are asked, 났나 and 죽었을까, which articles tell, 났다 and 죽었다.
#pragma once

#include <string>
#include <string_view>

namespace gisa {

/// The word with 다 for an ending of speech behind a past: 났다 for 났나. Empty for others, as of
/// which the stem is known with any ending, 올랐나, and for 있나 and 하겠나.
std::u16string written_past(std::u16string_view word);

}  // namespace gisa
