// Cases of the interpreter loop (eval_loop.cpp includes this text inside its switch, and nobody else): specialised forms whose
// guard holds do their work here at once, where that leaves exactly what the general form would leave, also for whoever looks
// in the middle (a __del__). They stand apart because they are shortcuts: without them everything is the same, only slower.
// Where the guard does not hold, where the general form would leave something else (an entry in the method cache, a
// collection), or where somebody listens, `specialised` (the switch's default) counts, tells, and runs the general form.

#define CACHE_UNIT(n) (next_instr[n])   // from the first unit behind the instruction, the counter
#define CACHE_U32(n) (static_cast<uint32_t>(next_instr[n]) | static_cast<uint32_t>(next_instr[(n) + 1]) << 16)
#define BOTH(type) (SECOND()->ob_type == (type) && TOP()->ob_type == (type))
// The type has the version, and looking the name up again would leave the method cache as it is.
#define TYPE_IS_CACHED(type) ((type)->tp_version_tag == CACHE_U32(1) && type_lookup_is_cached(type, NAME(oparg)))

    // ---- operators

#define QUICK_OPERATOR(form, type, result)            \
  CASE(form) {                                        \
    if (Probed || !BOTH(type)) goto specialised;      \
    Object *rhs = TOP(), *lhs = SECOND();             \
    --sp;                                             \
    Object* res = result;                             \
    decref(lhs);                                      \
    decref(rhs);                                      \
    TOP() = res;                                      \
    if (!res) goto error;                             \
    JUMPBY(1);                                        \
    NEXT();                                           \
  }
    QUICK_OPERATOR(BINARY_OP_ADD_INT, TypeInt, int_add(lhs, rhs))
    QUICK_OPERATOR(BINARY_OP_SUBTRACT_INT, TypeInt, int_subtract(lhs, rhs))
    QUICK_OPERATOR(BINARY_OP_MULTIPLY_INT, TypeInt, int_multiply(lhs, rhs))
    QUICK_OPERATOR(BINARY_OP_ADD_FLOAT, TypeFloat, float_from_double(float_value(lhs) + float_value(rhs)))
    QUICK_OPERATOR(BINARY_OP_SUBTRACT_FLOAT, TypeFloat, float_from_double(float_value(lhs) - float_value(rhs)))
    QUICK_OPERATOR(BINARY_OP_MULTIPLY_FLOAT, TypeFloat, float_from_double(float_value(lhs) * float_value(rhs)))
    QUICK_OPERATOR(BINARY_OP_ADD_UNICODE, TypeStr, str_concat(lhs, rhs))
#undef QUICK_OPERATOR

// These charge no recursion, at the limit not even when somebody listens.
#define QUICK_COMPARISON(form, type, also, value)                  \
  CASE(form) {                                                     \
    if (!BOTH(type) || (Probed && may_recurse())) goto specialised;\
    Object *right = TOP(), *left = SECOND();                       \
    if (!(also)) goto specialised;                                 \
    Object* res = new_ref(bool_object(value));                     \
    SHRINK(1);                                                     \
    SET_TOP(res);                                                  \
    decref(left);                                                  \
    decref(right);                                                 \
    JUMPBY(2);                                                     \
    NEXT();                                                        \
  }
    QUICK_COMPARISON(COMPARE_OP_INT_JUMP, TypeInt, int_is_compact(left) && int_is_compact(right), compare_values(int_compact_value(left), int_compact_value(right), oparg))
    QUICK_COMPARISON(COMPARE_OP_FLOAT_JUMP, TypeFloat, !std::isunordered(float_value(left), float_value(right)),
                     compare_values(float_value(left), float_value(right), oparg))
    QUICK_COMPARISON(COMPARE_OP_STR_JUMP, TypeStr, true, str_equal(left, right) == (oparg == kEQ))
#undef QUICK_COMPARISON

    // ---- items

#define QUICK_ITEM(form, type, item_at)                                                     \
  CASE(form) {                                                                              \
    if (Probed || SECOND()->ob_type != (type)) goto specialised;                            \
    Object *key = TOP(), *container = SECOND();                                             \
    if (!is_index_within(key, static_cast<VarObject*>(container)->ob_size)) goto specialised; \
    Object* res = new_ref(item_at(container, int_compact_value(key)));                      \
    --sp;                                                                                   \
    decref(container);                                                                      \
    decref(key);                                                                            \
    TOP() = res;                                                                            \
    JUMPBY(4);                                                                              \
    NEXT();                                                                                 \
  }
    QUICK_ITEM(BINARY_SUBSCR_LIST_INT, TypeList, list_item_at)
    QUICK_ITEM(BINARY_SUBSCR_TUPLE_INT, TypeTuple, tuple_item_at)
#undef QUICK_ITEM

    CASE(BINARY_SUBSCR_DICT) {
      if (Probed || SECOND()->ob_type != TypeDict) goto specialised;
      goto plain_binary_subscr;
    }

    CASE(STORE_SUBSCR_LIST_INT) {
      if (Probed || SECOND()->ob_type != TypeList) goto specialised;
      Object *key = TOP(), *list = SECOND(), *value = THIRD();
      if (!is_index_within(key, static_cast<ListObject*>(list)->ob_size)) goto specialised;
      Ptr<Object>& item = static_cast<ListObject*>(list)->ob_item[int_compact_value(key)];
      Object* old = item;
      item = new_ref(value);   // held twice while `old` goes
      sp -= 3;
      decref(old);
      decref(value);
      decref(list);
      decref(key);
      JUMPBY(1);
      NEXT();
    }

    CASE(STORE_SUBSCR_DICT) {
      if (Probed || SECOND()->ob_type != TypeDict) goto specialised;
      goto plain_store_subscr;
    }

    CASE(UNPACK_SEQUENCE_TWO_TUPLE)
    CASE(UNPACK_SEQUENCE_TUPLE) {
      Object* seq = TOP();
      if (Probed || seq->ob_type != TypeTuple || tuple_size_of(seq) != oparg) goto specialised;
      if (!gc_leaves_no_trace(sizeof(TupleIterObject))) goto specialised;
      --sp;
      for (int i = oparg; i > 0; --i) *sp++ = new_ref(tuple_item_at(seq, i - 1));
      decref(seq);
      JUMPBY(1);
      NEXT();
    }

    // ---- names and attributes

    CASE(LOAD_GLOBAL_MODULE) {
      auto* globals = static_cast<DictObject*>(frame->f_globals.get());
      if (Probed || !dict_check_exact(globals) || globals->ma_keys->dk_version != CACHE_U32(2)) goto specialised;
      Object* value = dk_unicode_entries(globals->ma_keys)[CACHE_UNIT(1)].me_value;
      if (!value) goto specialised;
      incref(value);
      JUMPBY(5);
      if (oparg & 1) *sp++ = nullptr;
      *sp++ = value;
      NEXT();
    }

    CASE(LOAD_GLOBAL_BUILTIN) {
      auto* globals = static_cast<DictObject*>(frame->f_globals.get());
      auto* builtins = static_cast<DictObject*>(frame->f_builtins.get());
      if (Probed || !dict_check_exact(globals) || !dict_check_exact(builtins)) goto specialised;
      if (globals->ma_keys->dk_version != CACHE_U32(2) || builtins->ma_keys->dk_version != CACHE_UNIT(4)) goto specialised;
      Object* value = dk_unicode_entries(builtins->ma_keys)[CACHE_UNIT(1)].me_value;
      if (!value) goto specialised;
      incref(value);
      JUMPBY(5);
      if (oparg & 1) *sp++ = nullptr;
      *sp++ = value;
      NEXT();
    }

    CASE(LOAD_ATTR_INSTANCE_VALUE) {
      Object* owner = TOP();
      if (Probed || !TYPE_IS_CACHED(owner->ob_type)) goto specialised;
      DictValues* values = *object_values_pointer(owner);
      Object* res = values ? values->values[CACHE_UNIT(3)].get() : nullptr;
      if (!res) goto specialised;
      incref(res);
      decref(owner);
      TOP() = res;
      JUMPBY(4);
      NEXT();
    }

    CASE(LOAD_ATTR_SLOT) {
      Object* owner = TOP();
      if (Probed || !TYPE_IS_CACHED(owner->ob_type)) goto specialised;
      Object* res = *reinterpret_cast<Object**>(reinterpret_cast<char*>(owner) + CACHE_UNIT(3));
      if (!res) goto specialised;
      incref(res);
      decref(owner);
      TOP() = res;
      JUMPBY(4);
      NEXT();
    }

    CASE(STORE_ATTR_INSTANCE_VALUE) {
      Object *owner = TOP(), *value = SECOND();
      if (Probed || !TYPE_IS_CACHED(owner->ob_type)) goto specialised;
      DictValues* values = *object_values_pointer(owner);
      if (!values) goto specialised;
      const int index = CACHE_UNIT(3);
      Object* old = values->values[index];
      if (old && !dropped_quietly(old)) goto specialised;
      values->values[index] = value;
      sp -= 2;
      if (old) decref(old);
      else dict_values_add_to_insertion_order(values, index);
      decref(owner);
      JUMPBY(4);
      NEXT();
    }

    CASE(LOAD_METHOD_WITH_VALUES) {
      Object* self = TOP();
      TypeObject* type = self->ob_type;
      if (Probed || !TYPE_IS_CACHED(type) || *object_managed_dict_pointer(self)) goto specialised;
      if (type_cached_keys(type)->dk_version != CACHE_U32(4)) goto specialised;
      goto load_cached_method;
    }

    CASE(LOAD_METHOD_NO_DICT) {
      if (Probed || !TYPE_IS_CACHED(TOP()->ob_type)) goto specialised;
    }
load_cached_method : {
      Object* self = TOP();
      Object* method;
      std::memcpy(&method, next_instr + 6, sizeof method);
      TOP() = new_ref(method);
      *sp++ = self;
      JUMPBY(10);
      NEXT();
    }

    // ---- calls

    CASE(PRECALL_PYFUNC) {
      if (Probed || PEEK(oparg + (PEEK(oparg + 2) != nullptr) + 1)->ob_type != TypeFunction) goto specialised;
      JUMPBY(1);
      NEXT();
    }

    CASE(PRECALL_BOUND_METHOD) {
      if (Probed || PEEK(oparg + 2) || PEEK(oparg + 1)->ob_type != TypeMethod) goto specialised;
      goto plain_precall;
    }

    CASE(CALL_PY_EXACT_ARGS) {
      const bool is_meth = PEEK(oparg + 2) != nullptr;
      const int total = oparg + is_meth;
      auto* func = static_cast<FunctionObject*>(PEEK(total + 1));
      if (Probed || call_done || kwnames || func->ob_type != TypeFunction || func->func_version != CACHE_U32(1)) goto specialised;
      if (func->code()->co_argcount != total) goto specialised;
      sp -= total;
      InterpreterFrame* callee = push_exact_frame(func, sp, total);
      sp -= 2 - is_meth;
      if (!callee) goto error;
      JUMPBY(4);
      SAVE_STACK();
      frame->prev_instr = next_instr - 1;
      callee->previous = frame;
      T.current_frame = frame = callee;
      goto start_frame;
    }

#undef CACHE_UNIT
#undef CACHE_U32
#undef BOTH
#undef TYPE_IS_CACHED
