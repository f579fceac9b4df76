/-
Init.Notation: precedences, the grammar of `syntax` commands, and the usual term notation.

The grammar and its macros are compiled into Lean's library. Each line binds one of them by its official name, and its
attribute puts it to work; so a term means here what it means in official Lean. (The string after `extern` is not used:
the interpreter finds compiled code by the name of the declaration.)
-/
prelude
import Init.Types
set_option linter.unusedVariables false

/-! ## Precedences, priorities, and the grammar of grammars -/

@[extern "grammar", prec_parser] opaque precArg : Lean.ParserDescr
@[extern "macro", macro precArg] opaque _aux_Init_Notation___macroRules_precArg_1 : Lean.Macro
@[extern "grammar", prec_parser] opaque precLead : Lean.ParserDescr
@[extern "macro", macro precLead] opaque _aux_Init_Notation___macroRules_precLead_1 : Lean.Macro
@[extern "grammar", prec_parser] opaque precMax : Lean.ParserDescr
@[extern "macro", macro precMax] opaque _aux_Init_Notation___macroRules_precMax_1 : Lean.Macro
@[extern "grammar", prec_parser] opaque precMin : Lean.ParserDescr
@[extern "macro", macro precMin] opaque _aux_Init_Notation___macroRules_precMin_1 : Lean.Macro
@[extern "grammar", prec_parser] opaque precMin1 : Lean.ParserDescr
@[extern "macro", macro precMin1] opaque _aux_Init_Notation___macroRules_precMin1_1 : Lean.Macro
@[extern "grammar", prec_parser] opaque «prec(_)» : Lean.ParserDescr
@[extern "macro", macro «prec(_)»] opaque «_aux_Init_Notation___macroRules_prec(_)_1» : Lean.Macro
@[extern "grammar", prio_parser] opaque prioDefault : Lean.ParserDescr
@[extern "macro", macro prioDefault] opaque _aux_Init_Notation___macroRules_prioDefault_1 : Lean.Macro
@[extern "grammar", prio_parser] opaque prioHigh : Lean.ParserDescr
@[extern "macro", macro prioHigh] opaque _aux_Init_Notation___macroRules_prioHigh_1 : Lean.Macro
@[extern "grammar", prio_parser] opaque prioLow : Lean.ParserDescr
@[extern "macro", macro prioLow] opaque _aux_Init_Notation___macroRules_prioLow_1 : Lean.Macro
@[extern "grammar", prio_parser] opaque prioMid : Lean.ParserDescr
@[extern "macro", macro prioMid] opaque _aux_Init_Notation___macroRules_prioMid_1 : Lean.Macro
@[extern "grammar", prio_parser] opaque «prio(_)» : Lean.ParserDescr
@[extern "macro", macro «prio(_)»] opaque «_aux_Init_Notation___macroRules_prio(_)_1» : Lean.Macro
@[extern "grammar", prec_parser] opaque Lean.Parser.Syntax.addPrec : Lean.TrailingParserDescr
@[extern "macro", macro Lean.Parser.Syntax.addPrec] opaque Lean._aux_Init_Meta___macroRules_Lean_Parser_Syntax_addPrec_1 : Lean.Macro
@[extern "grammar", prec_parser] opaque Lean.Parser.Syntax.subPrec : Lean.TrailingParserDescr
@[extern "macro", macro Lean.Parser.Syntax.subPrec] opaque Lean._aux_Init_Meta___macroRules_Lean_Parser_Syntax_subPrec_1 : Lean.Macro
@[extern "grammar", prio_parser] opaque Lean.Parser.Syntax.addPrio : Lean.TrailingParserDescr
@[extern "macro", macro Lean.Parser.Syntax.addPrio] opaque Lean._aux_Init_Meta___macroRules_Lean_Parser_Syntax_addPrio_1 : Lean.Macro
@[extern "grammar", prio_parser] opaque Lean.Parser.Syntax.subPrio : Lean.TrailingParserDescr
@[extern "macro", macro Lean.Parser.Syntax.subPrio] opaque Lean._aux_Init_Meta___macroRules_Lean_Parser_Syntax_subPrio_1 : Lean.Macro
@[extern "grammar", term_parser] opaque termMax_prec : Lean.ParserDescr
@[extern "macro", macro termMax_prec] opaque _aux_Init_Notation___macroRules_termMax_prec_1 : Lean.Macro
@[extern "grammar", stx_parser] opaque «stx_*» : Lean.TrailingParserDescr
@[extern "macro", macro «stx_*»] opaque «_aux_Init_Notation___macroRules_stx_*_1» : Lean.Macro
@[extern "grammar", stx_parser] opaque «stx_+» : Lean.TrailingParserDescr
@[extern "macro", macro «stx_+»] opaque «_aux_Init_Notation___macroRules_stx_+_1» : Lean.Macro
@[extern "grammar", stx_parser] opaque «stx_,*» : Lean.TrailingParserDescr
@[extern "macro", macro «stx_,*»] opaque «_aux_Init_Notation___macroRules_stx_,*_1» : Lean.Macro
@[extern "grammar", stx_parser] opaque «stx_,*,?» : Lean.TrailingParserDescr
@[extern "macro", macro «stx_,*,?»] opaque «_aux_Init_Notation___macroRules_stx_,*,?_1» : Lean.Macro
@[extern "grammar", stx_parser] opaque «stx_,+» : Lean.TrailingParserDescr
@[extern "macro", macro «stx_,+»] opaque «_aux_Init_Notation___macroRules_stx_,+_1» : Lean.Macro
@[extern "grammar", stx_parser] opaque «stx_,+,?» : Lean.TrailingParserDescr
@[extern "macro", macro «stx_,+,?»] opaque «_aux_Init_Notation___macroRules_stx_,+,?_1» : Lean.Macro
@[extern "grammar", stx_parser] opaque «stx_<|>_» : Lean.TrailingParserDescr
@[extern "macro", macro «stx_<|>_»] opaque «_aux_Init_Notation___macroRules_stx_<|>__1» : Lean.Macro
@[extern "grammar", stx_parser] opaque stx_? : Lean.TrailingParserDescr
@[extern "macro", macro stx_?] opaque _aux_Init_Notation___macroRules_stx_?_1 : Lean.Macro
@[extern "grammar", stx_parser] opaque stx!_ : Lean.ParserDescr
@[extern "macro", macro stx!_] opaque _aux_Init_Notation___macroRules_stx!__1 : Lean.Macro

/-! ## Terms -/

@[extern "grammar", term_parser] opaque boolIfThenElse : Lean.ParserDescr
@[extern "macro", macro boolIfThenElse] opaque _aux_Init_Notation___macroRules_boolIfThenElse_1 : Lean.Macro
@[extern "grammar", term_parser] opaque rawNatLit : Lean.ParserDescr
@[extern "grammar", term_parser] opaque termDepIfThenElse : Lean.ParserDescr
@[extern "macro", macro termDepIfThenElse] opaque _aux_Init_Notation___macroRules_termDepIfThenElse_1 : Lean.Macro
@[extern "grammar", term_parser] opaque «termExists_,_» : Lean.ParserDescr
@[extern "macro", macro «termExists_,_»] opaque «_aux_Init_NotationExtra___macroRules_termExists_,__1» : Lean.Macro
@[extern "grammar", term_parser] opaque termIfLet : Lean.ParserDescr
@[extern "macro", macro termIfLet] opaque _aux_Init_Notation___macroRules_termIfLet_1 : Lean.Macro
@[extern "grammar", term_parser] opaque termIfThenElse : Lean.ParserDescr
@[extern "macro", macro termIfThenElse] opaque _aux_Init_Notation___macroRules_termIfThenElse_1 : Lean.Macro
@[extern "grammar", term_parser] opaque termPrintln!__ : Lean.ParserDescr
@[extern "macro", macro termPrintln!__] opaque _aux_Init_System_IO___macroRules_termPrintln!___1 : Lean.Macro
@[extern "grammar", term_parser] opaque termS!_ : Lean.ParserDescr
@[extern "macro", macro termS!_] opaque _aux_Init_Data_ToString_Macro___macroRules_termS!__1 : Lean.Macro
@[extern "grammar", term_parser] opaque termWithout_expected_type_ : Lean.ParserDescr
@[extern "macro", macro termWithout_expected_type_] opaque _aux_Init_Notation___macroRules_termWithout_expected_type__1 : Lean.Macro
@[extern "grammar", term_parser] opaque «term__[_]» : Lean.TrailingParserDescr
@[extern "macro", macro «term__[_]»] opaque «_aux_Init_GetElem___macroRules_term__[_]_1» : Lean.Macro
@[extern "macro", macro «term__[_]»] opaque Std.«_aux_Init_Data_Slice_Notation___macroRules_term__[_]_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term__[_]_!» : Lean.TrailingParserDescr
@[extern "macro", macro «term__[_]_!»] opaque «_aux_Init_GetElem___macroRules_term__[_]_!_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term__[_]_?» : Lean.TrailingParserDescr
@[extern "macro", macro «term__[_]_?»] opaque «_aux_Init_GetElem___macroRules_term__[_]_?_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term__[_]'_» : Lean.TrailingParserDescr
@[extern "macro", macro «term__[_]'_»] opaque «_aux_Init_GetElem___macroRules_term__[_]'__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_•_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_•_»] opaque «_aux_Init_Notation___macroRules_term_•__1» : Lean.Macro
@[extern "macro", macro «term_•_»] opaque «_aux_Init_Notation___macroRules_term_•__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_⁻¹» : Lean.TrailingParserDescr
@[extern "macro", macro «term_⁻¹»] opaque «_aux_Init_Notation___macroRules_term_⁻¹_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_↔_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_↔_»] opaque «_aux_Init_Core___macroRules_term_↔__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_∈_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_∈_»] opaque «_aux_Init_Notation___macroRules_term_∈__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_∉_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_∉_»] opaque «_aux_Init_Notation___macroRules_term_∉__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_∘_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_∘_»] opaque «_aux_Init_Notation___macroRules_term_∘__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_∣_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_∣_»] opaque «_aux_Init_Notation___macroRules_term_∣__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_∧_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_∧_»] opaque «_aux_Init_Notation___macroRules_term_∧__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_∨_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_∨_»] opaque «_aux_Init_Notation___macroRules_term_∨__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_∩_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_∩_»] opaque «_aux_Init_Core___macroRules_term_∩__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_∪_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_∪_»] opaque «_aux_Init_Core___macroRules_term_∪__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_≈_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_≈_»] opaque «_aux_Init_Core___macroRules_term_≈__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_≍_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_≍_»] opaque «_aux_Init_Notation___macroRules_term_≍__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_≠_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_≠_»] opaque «_aux_Init_Core___macroRules_term_≠__1» : Lean.Macro
@[extern "macro", macro «term_≠_»] opaque «_aux_Init_Core___macroRules_term_≠__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_≤_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_≤_»] opaque «_aux_Init_Notation___macroRules_term_≤__1» : Lean.Macro
@[extern "macro", macro «term_≤_»] opaque «_aux_Init_Notation___macroRules_term_≤__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_≥_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_≥_»] opaque «_aux_Init_Notation___macroRules_term_≥__1» : Lean.Macro
@[extern "macro", macro «term_≥_»] opaque «_aux_Init_Notation___macroRules_term_≥__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_⊂_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_⊂_»] opaque «_aux_Init_Core___macroRules_term_⊂__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_⊃_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_⊃_»] opaque «_aux_Init_Core___macroRules_term_⊃__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_⊆_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_⊆_»] opaque «_aux_Init_Core___macroRules_term_⊆__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_⊇_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_⊇_»] opaque «_aux_Init_Core___macroRules_term_⊇__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_⊕_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_⊕_»] opaque «_aux_Init_Core___macroRules_term_⊕__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_⊕'_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_⊕'_»] opaque «_aux_Init_Core___macroRules_term_⊕'__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_!=_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_!=_»] opaque «_aux_Init_Core___macroRules_term_!=__1» : Lean.Macro
@[extern "macro", macro «term_!=_»] opaque «_aux_Init_Core___macroRules_term_!=__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_$__» : Lean.TrailingParserDescr
@[extern "macro", macro «term_$__»] opaque «_aux_Init_Notation___macroRules_term_$___1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_%_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_%_»] opaque «_aux_Init_Notation___macroRules_term_%__1» : Lean.Macro
@[extern "macro", macro «term_%_»] opaque «_aux_Init_Notation___macroRules_term_%__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_&&_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_&&_»] opaque «_aux_Init_Notation___macroRules_term_&&__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_&&&_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_&&&_»] opaque «_aux_Init_Notation___macroRules_term_&&&__1» : Lean.Macro
@[extern "macro", macro «term_&&&_»] opaque «_aux_Init_Notation___macroRules_term_&&&__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_*_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_*_»] opaque «_aux_Init_Notation___macroRules_term_*__1» : Lean.Macro
@[extern "macro", macro «term_*_»] opaque «_aux_Init_Notation___macroRules_term_*__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_*>_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_*>_»] opaque «_aux_Init_Notation___macroRules_term_*>__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_+_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_+_»] opaque «_aux_Init_Notation___macroRules_term_+__1» : Lean.Macro
@[extern "macro", macro «term_+_»] opaque «_aux_Init_Notation___macroRules_term_+__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_++_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_++_»] opaque «_aux_Init_Notation___macroRules_term_++__1» : Lean.Macro
@[extern "macro", macro «term_++_»] opaque «_aux_Init_Notation___macroRules_term_++__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_-_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_-_»] opaque «_aux_Init_Notation___macroRules_term_-__1» : Lean.Macro
@[extern "macro", macro «term_-_»] opaque «_aux_Init_Notation___macroRules_term_-__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_/_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_/_»] opaque «_aux_Init_Notation___macroRules_term_/__1» : Lean.Macro
@[extern "macro", macro «term_/_»] opaque «_aux_Init_Notation___macroRules_term_/__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_::_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_::_»] opaque «_aux_Init_Notation___macroRules_term_::__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<_»] opaque «_aux_Init_Notation___macroRules_term_<__1» : Lean.Macro
@[extern "macro", macro «term_<_»] opaque «_aux_Init_Notation___macroRules_term_<__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<$>_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<$>_»] opaque «_aux_Init_Notation___macroRules_term_<$>__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<&&>_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<&&>_»] opaque «_aux_Init_Control_Basic___macroRules_term_<&&>__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<&>_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<&>_»] opaque «_aux_Init_Control_Basic___macroRules_term_<&>__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<*_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<*_»] opaque «_aux_Init_Notation___macroRules_term_<*__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<*>_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<*>_»] opaque «_aux_Init_Notation___macroRules_term_<*>__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<->_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<->_»] opaque «_aux_Init_Core___macroRules_term_<->__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<<<_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<<<_»] opaque «_aux_Init_Notation___macroRules_term_<<<__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<=_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<=_»] opaque «_aux_Init_Notation___macroRules_term_<=__1» : Lean.Macro
@[extern "macro", macro «term_<=_»] opaque «_aux_Init_Notation___macroRules_term_<=__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<=<_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<=<_»] opaque «_aux_Init_Control_Basic___macroRules_term_<=<__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<|_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<|_»] opaque «_aux_Init_Notation___macroRules_term_<|__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<|>_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<|>_»] opaque «_aux_Init_Notation___macroRules_term_<|>__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_<||>_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_<||>_»] opaque «_aux_Init_Control_Basic___macroRules_term_<||>__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_=_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_=_»] opaque «_aux_Init_Notation___macroRules_term_=__1» : Lean.Macro
@[extern "macro", macro «term_=_»] opaque «_aux_Init_Notation___macroRules_term_=__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_=<<_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_=<<_»] opaque «_aux_Init_Control_Basic___macroRules_term_=<<__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_==_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_==_»] opaque «_aux_Init_Notation___macroRules_term_==__1» : Lean.Macro
@[extern "macro", macro «term_==_»] opaque «_aux_Init_Notation___macroRules_term_==__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_>_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_>_»] opaque «_aux_Init_Notation___macroRules_term_>__1» : Lean.Macro
@[extern "macro", macro «term_>_»] opaque «_aux_Init_Notation___macroRules_term_>__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_>=_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_>=_»] opaque «_aux_Init_Notation___macroRules_term_>=__1» : Lean.Macro
@[extern "macro", macro «term_>=_»] opaque «_aux_Init_Notation___macroRules_term_>=__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_>=>_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_>=>_»] opaque «_aux_Init_Control_Basic___macroRules_term_>=>__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_>>_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_>>_»] opaque «_aux_Init_Notation___macroRules_term_>>__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_>>=_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_>>=_»] opaque «_aux_Init_Notation___macroRules_term_>>=__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_>>>_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_>>>_»] opaque «_aux_Init_Notation___macroRules_term_>>>__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_\_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_\_»] opaque «_aux_Init_Core___macroRules_term_\__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_^_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_^_»] opaque «_aux_Init_Notation___macroRules_term_^__1» : Lean.Macro
@[extern "macro", macro «term_^_»] opaque «_aux_Init_Notation___macroRules_term_^__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_^^^_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_^^^_»] opaque «_aux_Init_Notation___macroRules_term_^^^__1» : Lean.Macro
@[extern "macro", macro «term_^^^_»] opaque «_aux_Init_Notation___macroRules_term_^^^__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_|>_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_|>_»] opaque «_aux_Init_Notation___macroRules_term_|>__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_||_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_||_»] opaque «_aux_Init_Notation___macroRules_term_||__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_|||_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_|||_»] opaque «_aux_Init_Notation___macroRules_term_|||__1» : Lean.Macro
@[extern "macro", macro «term_|||_»] opaque «_aux_Init_Notation___macroRules_term_|||__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_×_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_×_»] opaque «_aux_Init_Notation___macroRules_term_×__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_×__1» : Lean.ParserDescr
@[extern "macro", macro «term_×__1»] opaque «_aux_Init_NotationExtra___macroRules_term_×__1_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_×'_» : Lean.TrailingParserDescr
@[extern "macro", macro «term_×'_»] opaque «_aux_Init_Notation___macroRules_term_×'__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term_×'__1» : Lean.ParserDescr
@[extern "macro", macro «term_×'__1»] opaque «_aux_Init_NotationExtra___macroRules_term_×'__1_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «termΣ_,_» : Lean.ParserDescr
@[extern "macro", macro «termΣ_,_»] opaque «_aux_Init_NotationExtra___macroRules_termΣ_,__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «termΣ'_,_» : Lean.ParserDescr
@[extern "macro", macro «termΣ'_,_»] opaque «_aux_Init_NotationExtra___macroRules_termΣ'_,__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term‹_›» : Lean.ParserDescr
@[extern "macro", macro «term‹_›»] opaque «_aux_Init_Tactics___macroRules_term‹_›_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term∃_,_» : Lean.ParserDescr
@[extern "macro", macro «term∃_,_»] opaque «_aux_Init_NotationExtra___macroRules_term∃_,__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term∅» : Lean.ParserDescr
@[extern "macro", macro «term∅»] opaque «_aux_Init_Core___macroRules_term∅_1» : Lean.Macro
@[extern "grammar", term_parser] opaque term!_ : Lean.ParserDescr
@[extern "macro", macro term!_] opaque _aux_Init_Notation___macroRules_term!__1 : Lean.Macro
@[extern "grammar", term_parser] opaque «term#[_,]» : Lean.ParserDescr
@[extern "macro", macro «term#[_,]»] opaque «_aux_Init_Data_Array_Basic___macroRules_term#[_,]_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term%[_|_]» : Lean.ParserDescr
@[extern "macro", macro «term%[_|_]»] opaque «_aux_Init_NotationExtra___macroRules_term%[_|_]_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term-_» : Lean.ParserDescr
@[extern "macro", macro «term-_»] opaque «_aux_Init_Notation___macroRules_term-__1» : Lean.Macro
@[extern "macro", macro «term-_»] opaque «_aux_Init_Notation___macroRules_term-__2» : Lean.Macro
@[extern "grammar", term_parser] opaque «term[_]» : Lean.ParserDescr
@[extern "macro", macro «term[_]»] opaque Lean.«_aux_Init_Data_List_Notation___macroRules_term[_]_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term{_:_//_}» : Lean.ParserDescr
@[extern "macro", macro «term{_:_//_}»] opaque «_aux_Init_Notation___macroRules_term{_:_//_}_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term{_}» : Lean.ParserDescr
@[extern "macro", macro «term{_}»] opaque «_aux_Init_NotationExtra___macroRules_term{_}_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term{}» : Lean.ParserDescr
@[extern "macro", macro «term{}»] opaque «_aux_Init_Core___macroRules_term{}_1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term~~~_» : Lean.ParserDescr
@[extern "macro", macro «term~~~_»] opaque «_aux_Init_Notation___macroRules_term~~~__1» : Lean.Macro
@[extern "grammar", term_parser] opaque «term¬_» : Lean.ParserDescr
@[extern "macro", macro «term¬_»] opaque «_aux_Init_Notation___macroRules_term¬__1» : Lean.Macro
@[extern "grammar"] opaque Lean.calcFirstStep : Lean.ParserDescr
@[extern "grammar"] opaque Lean.calcStep : Lean.ParserDescr
@[extern "grammar"] opaque Lean.calcSteps : Lean.ParserDescr
@[extern "grammar", term_parser] opaque Lean.«calc» : Lean.ParserDescr
@[extern "grammar"] opaque Lean.cdotTk : Lean.ParserDescr
@[extern "grammar", term_parser] opaque Lean.«term_Matches_|» : Lean.TrailingParserDescr
@[extern "macro", macro Lean.«term_Matches_|»] opaque Lean.«_aux_Init_NotationExtra___macroRules_Lean_term_Matches_|_1» : Lean.Macro
@[extern "grammar", command_parser] opaque Lean.Parser.Command.classAbbrev : Lean.ParserDescr
@[extern "macro", macro Lean.Parser.Command.classAbbrev] opaque _aux_Init_NotationExtra___macroRules_Lean_Parser_Command_classAbbrev_1 : Lean.Macro

@[extern "grammar", term_parser] opaque coeNotation : Lean.ParserDescr
@[extern "grammar", term_parser] opaque coeFunNotation : Lean.ParserDescr
@[extern "grammar", term_parser] opaque coeSortNotation : Lean.ParserDescr

/-! ## Binders with a predicate, as in `∃ x < 5, p x` -/

namespace Lean
declare_syntax_cat binderPred
end Lean

@[extern "grammar"] opaque Lean.binderIdent : Lean.ParserDescr
@[extern "grammar"] opaque Lean.unbracketedExplicitBinders : Lean.ParserDescr
@[extern "grammar"] opaque Lean.bracketedExplicitBinders : Lean.ParserDescr
@[extern "grammar"] opaque Lean.explicitBinders : Lean.ParserDescr
@[extern "grammar", binderPred_parser] opaque Lean.«binderPred∈_» : Lean.ParserDescr
@[extern "grammar", binderPred_parser] opaque Lean.«binderPred∉_» : Lean.ParserDescr
@[extern "grammar", binderPred_parser] opaque Lean.«binderPred≠_» : Lean.ParserDescr
@[extern "grammar", binderPred_parser] opaque Lean.«binderPred≤_» : Lean.ParserDescr
@[extern "grammar", binderPred_parser] opaque Lean.«binderPred≥_» : Lean.ParserDescr
@[extern "grammar", binderPred_parser] opaque Lean.«binderPred⊂_» : Lean.ParserDescr
@[extern "grammar", binderPred_parser] opaque Lean.«binderPred⊃_» : Lean.ParserDescr
@[extern "grammar", binderPred_parser] opaque Lean.«binderPred⊆_» : Lean.ParserDescr
@[extern "grammar", binderPred_parser] opaque Lean.«binderPred⊇_» : Lean.ParserDescr
@[extern "grammar", binderPred_parser] opaque Lean.«binderPred<_» : Lean.ParserDescr
@[extern "grammar", binderPred_parser] opaque Lean.«binderPred>_» : Lean.ParserDescr
@[extern "grammar", term_parser] opaque Lean.«termSatisfies_binder_pred%__» : Lean.ParserDescr
@[extern "macro", macro Lean.«termSatisfies_binder_pred%__»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___1» : Lean.Macro
@[extern "macro", macro Lean.«termSatisfies_binder_pred%__»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___2» : Lean.Macro
@[extern "macro", macro Lean.«termSatisfies_binder_pred%__»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___3» : Lean.Macro
@[extern "macro", macro Lean.«termSatisfies_binder_pred%__»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___4» : Lean.Macro
@[extern "macro", macro Lean.«termSatisfies_binder_pred%__»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___5» : Lean.Macro
@[extern "macro", macro Lean.«termSatisfies_binder_pred%__»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___6» : Lean.Macro
@[extern "macro", macro Lean.«termSatisfies_binder_pred%__»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___7» : Lean.Macro
@[extern "macro", macro Lean.«termSatisfies_binder_pred%__»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___8» : Lean.Macro
@[extern "macro", macro Lean.«termSatisfies_binder_pred%__»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___9» : Lean.Macro
@[extern "macro", macro Lean.«termSatisfies_binder_pred%__»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___10» : Lean.Macro
@[extern "macro", macro Lean.«termSatisfies_binder_pred%__»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___11» : Lean.Macro
@[extern "grammar", term_parser] opaque Lean.«term∀__,_» : Lean.ParserDescr
@[extern "macro", macro Lean.«term∀__,_»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_term∀__,__1» : Lean.Macro
@[extern "grammar", term_parser] opaque Lean.«term∃__,_» : Lean.ParserDescr
@[extern "macro", macro Lean.«term∃__,_»] opaque Lean.«_aux_Init_BinderPredicates___macroRules_Lean_term∃__,__1» : Lean.Macro

/-! ## Printing terms -/

@[extern "unexpander", app_unexpander And] opaque _aux_Init_Notation___unexpand_And_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander BEq.beq] opaque _aux_Init_Notation___unexpand_BEq_beq_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Bind.bind] opaque _aux_Init_Notation___unexpand_Bind_bind_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Bind.bindLeft] opaque _aux_Init_Control_Basic___unexpand_Bind_bindLeft_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Bind.kleisliLeft] opaque _aux_Init_Control_Basic___unexpand_Bind_kleisliLeft_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Bind.kleisliRight] opaque _aux_Init_Control_Basic___unexpand_Bind_kleisliRight_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Bool.and] opaque _aux_Init_Notation___unexpand_Bool_and_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Bool.not] opaque _aux_Init_Notation___unexpand_Bool_not_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Bool.or] opaque _aux_Init_Notation___unexpand_Bool_or_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Complement.complement] opaque _aux_Init_Notation___unexpand_Complement_complement_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Dvd.dvd] opaque _aux_Init_Notation___unexpand_Dvd_dvd_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander EmptyCollection.emptyCollection] opaque _aux_Init_Core___unexpand_EmptyCollection_emptyCollection_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander EmptyCollection.emptyCollection] opaque _aux_Init_Core___unexpand_EmptyCollection_emptyCollection_2 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Eq] opaque _aux_Init_Notation___unexpand_Eq_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Function.comp] opaque _aux_Init_Notation___unexpand_Function_comp_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Functor.map] opaque _aux_Init_Notation___unexpand_Functor_map_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Functor.mapRev] opaque _aux_Init_Control_Basic___unexpand_Functor_mapRev_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander GE.ge] opaque _aux_Init_Notation___unexpand_GE_ge_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander GE.ge] opaque _aux_Init_Notation___unexpand_GE_ge_2 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander GT.gt] opaque _aux_Init_Notation___unexpand_GT_gt_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HAdd.hAdd] opaque _aux_Init_Notation___unexpand_HAdd_hAdd_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HAnd.hAnd] opaque _aux_Init_Notation___unexpand_HAnd_hAnd_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HAppend.hAppend] opaque _aux_Init_Notation___unexpand_HAppend_hAppend_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HDiv.hDiv] opaque _aux_Init_Notation___unexpand_HDiv_hDiv_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HEq] opaque _aux_Init_Notation___unexpand_HEq_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HMod.hMod] opaque _aux_Init_Notation___unexpand_HMod_hMod_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HMul.hMul] opaque _aux_Init_Notation___unexpand_HMul_hMul_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HOr.hOr] opaque _aux_Init_Notation___unexpand_HOr_hOr_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HPow.hPow] opaque _aux_Init_Notation___unexpand_HPow_hPow_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HSMul.hSMul] opaque _aux_Init_Notation___unexpand_HSMul_hSMul_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HShiftLeft.hShiftLeft] opaque _aux_Init_Notation___unexpand_HShiftLeft_hShiftLeft_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HShiftRight.hShiftRight] opaque _aux_Init_Notation___unexpand_HShiftRight_hShiftRight_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HSub.hSub] opaque _aux_Init_Notation___unexpand_HSub_hSub_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HXor.hXor] opaque _aux_Init_Notation___unexpand_HXor_hXor_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HasEquiv.Equiv] opaque _aux_Init_Core___unexpand_HasEquiv_Equiv_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HasSSubset.SSubset] opaque _aux_Init_Core___unexpand_HasSSubset_SSubset_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander HasSubset.Subset] opaque _aux_Init_Core___unexpand_HasSubset_Subset_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Iff] opaque _aux_Init_Core___unexpand_Iff_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Iff] opaque _aux_Init_Core___unexpand_Iff_2 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Inter.inter] opaque _aux_Init_Core___unexpand_Inter_inter_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Inv.inv] opaque _aux_Init_Notation___unexpand_Inv_inv_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander LE.le] opaque _aux_Init_Notation___unexpand_LE_le_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander LE.le] opaque _aux_Init_Notation___unexpand_LE_le_2 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander LT.lt] opaque _aux_Init_Notation___unexpand_LT_lt_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander List.cons] opaque _aux_Init_Notation___unexpand_List_cons_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Membership.mem] opaque _aux_Init_Notation___unexpand_Membership_mem_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Ne] opaque _aux_Init_Core___unexpand_Ne_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Neg.neg] opaque _aux_Init_Notation___unexpand_Neg_neg_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Not] opaque _aux_Init_Notation___unexpand_Not_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Or] opaque _aux_Init_Notation___unexpand_Or_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander PProd] opaque _aux_Init_Notation___unexpand_PProd_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander PSum] opaque _aux_Init_Core___unexpand_PSum_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Prod] opaque _aux_Init_Notation___unexpand_Prod_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander SDiff.sdiff] opaque _aux_Init_Core___unexpand_SDiff_sdiff_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander SSuperset] opaque _aux_Init_Core___unexpand_SSuperset_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Sum] opaque _aux_Init_Core___unexpand_Sum_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Superset] opaque _aux_Init_Core___unexpand_Superset_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Union.union] opaque _aux_Init_Core___unexpand_Union_union_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander andM] opaque _aux_Init_Control_Basic___unexpand_andM_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander bne] opaque _aux_Init_Core___unexpand_bne_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander orM] opaque _aux_Init_Control_Basic___unexpand_orM_1 : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Unit.unit] opaque unexpandUnit : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander List.nil] opaque unexpandListNil : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander List.cons] opaque unexpandListCons : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander ite] opaque unexpandIte : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Eq.ndrec] opaque unexpandEqNDRec : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Exists] opaque unexpandExists : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Sigma] opaque unexpandSigma : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander PSigma] opaque unexpandPSigma : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Subtype] opaque unexpandSubtype : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander List.toArray] opaque unexpandListToArray : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander GetElem.getElem] opaque unexpandGetElem : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander Prod.mk] opaque unexpandProdMk : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander GetElem?.getElem?] opaque unexpandGetElem? : Lean.PrettyPrinter.Unexpander
@[extern "unexpander", app_unexpander GetElem?.getElem!] opaque unexpandGetElem! : Lean.PrettyPrinter.Unexpander
