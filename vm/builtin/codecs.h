// The registry of codecs (Python/codecs.c), for the machine: it stands apart from the module because str.encode() asks it too.
#pragma once

#include "object/object.h"

namespace innards {

// The codec (encoder, decoder, ...) of an encoding; borrowed, or null with LookupError or what a search function raised.
Object* codec_lookup(Object* name);

}  // namespace innards
