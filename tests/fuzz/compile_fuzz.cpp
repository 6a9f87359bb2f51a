// Any bytes are compiled or refused with a syntax error; and what the stages kept on the way holds together.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "compile/compile.h"
#include "inspect/pipeline.h"

namespace {

// Every instruction's node exists, and something belongs to every sort of part.
void check_pipeline(const innards::Pipeline& p) {
  using namespace innards;
  for (const PipelineUnit& u : p.units)
    for (const PipelineGraph& g : u.graphs)
      for (const PipelineBlock& b : g.blocks)
        for (const PipelineInstr& i : b.instrs)
          if (i.node >= static_cast<int>(p.tree.size()) || (i.span.line && i.node < 0)) std::abort();
  light_of(p, {Stage::Token, static_cast<int>(p.tokens.size()) / 2});
  light_of(p, {Stage::NodeBefore, static_cast<int>(p.before.size()) / 2});
  for (size_t s = 0; s < p.scopes.size() && s < 4; ++s) light_of(p, {Stage::Symbol, static_cast<int>(s), 0});
  for (size_t u = 0; u < p.units.size() && u < 4; ++u) light_of(p, {Stage::Block, static_cast<int>(u), 0, 3});
  light_of(p, {Stage::Source, 1, 3});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace innards;
  if (size > 20000) return 0;
  std::string_view source(reinterpret_cast<const char*>(data), size);
  CompileFlags flags;
  flags.from_file = true;   // as the stages are made
  CompileResult result = compile_source(source, "fuzz.py", CompileMode::Exec, flags);
  if (!result.unit && !result.error) std::abort();
  auto pipeline = make_pipeline(source, "fuzz.py");
  if (result.unit && !pipeline->error.empty()) std::abort();
  check_pipeline(*pipeline);
  return 0;
}
