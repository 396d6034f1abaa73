//! The order of elements: ECMA-376 Part 1, and the transitional schema of Part 4.
//!
//! Word refuses a file whose properties stand in another order, or ignores them.

use super::package::Package;
use super::samples;
use super::xml::Element;

/// What stands in an element: a name stands at most once, one with a star any number of times, and
/// names with bars between them stand in any order.
struct Content {
    /// The elements, by their names.
    of: &'static str,
    /// The clause of Part 1, and the type of the schema.
    clause: &'static str,
    children: &'static str,
}

const fn content(of: &'static str, clause: &'static str, children: &'static str) -> Content {
    Content {
        of,
        clause,
        children,
    }
}

/// Every element that may have others in it.
const CONTENTS: [Content; 52] = [
    // Document and blocks
    content("document", "17.2.3", "background body"),
    content(
        "body",
        "17.2.2",
        "p|tbl|sdt|moveFromRangeEnd|moveToRangeEnd* sectPr",
    ),
    content("hdr|ftr", "17.10 CT_HdrFtr", "p|tbl|sdt*"),
    content("footnotes", "17.11 CT_Footnotes", "footnote*"),
    content("footnote", "17.11 CT_FtnEdn", "p|tbl|sdt*"),
    content(
        "p",
        "17.3.1 CT_P",
        "pPr r|sdt|fldSimple|hyperlink|bookmarkStart|bookmarkEnd|ins|del|moveFrom|moveTo|\
         moveFromRangeStart|moveToRangeStart*",
    ),
    content("ins|del|moveFrom|moveTo", "17.13.5 CT_RunTrackChange", "r*"),
    content("fldSimple", "17.16.19", "r*"),
    content(
        "r",
        "17.3.2 CT_R",
        "rPr t|delText|br|tab|fldChar|instrText|footnoteRef|footnoteReference|separator|continuationSeparator*",
    ),
    content("sdt", "17.5.2", "sdtPr sdtEndPr sdtContent"),
    content(
        "sdtPr",
        "17.5.2.38 CT_SdtPr",
        "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex \
         equation|comboBox|date|docPartObj|docPartList|dropDownList|picture|richText|text|citation|group|bibliography \
         w15:appearance",
    ),
    content(
        "sdtContent",
        "17.5.2",
        "p|tbl|tr|tc|r|sdt|ins|del|moveFrom|moveTo*",
    ),
    // Paragraphs and runs
    content(
        "pPr",
        "17.3.1 CT_PPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr \
         shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE \
         autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents \
         suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr \
         sectPr pPrChange",
    ),
    content("pPrChange", "17.13.5.29", "pPr"),
    content(
        "pBdr",
        "17.3.1 CT_PBdr",
        "top left bottom right between bar",
    ),
    content("tabs", "17.3.1 CT_Tabs", "tab*"),
    content("numPr", "17.3.1 CT_NumPr", "ilvl numId"),
    content(
        "rPr",
        "17.3.2 EG_RPrBase",
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow \
         emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs \
         highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    ),
    // Tables
    content("tbl", "17.4 CT_Tbl", "tblPr tblGrid tr|sdt*"),
    content(
        "tblPr",
        "17.4 CT_TblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc \
         tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    ),
    content(
        "tblBorders",
        "17.4 CT_TblBorders",
        "top left bottom right insideH insideV",
    ),
    content(
        "tblCellMar|tcMar",
        "17.4 CT_TblCellMar",
        "top left bottom right",
    ),
    content("tblGrid", "17.4 CT_TblGrid", "gridCol*"),
    content("tr", "17.4 CT_Row", "tblPrEx trPr tc|sdt*"),
    content(
        "trPr",
        "17.4 CT_TrPr",
        "cnfStyle|divId|gridBefore|gridAfter|wBefore|wAfter|cantSplit|trHeight|tblHeader|tblCellSpacing|jc|hidden* \
         ins del trPrChange",
    ),
    content("tc", "17.4 CT_Tc", "tcPr p|tbl|sdt*"),
    content(
        "tcPr",
        "17.4 CT_TcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign \
         hideMark headers",
    ),
    content(
        "tcBorders",
        "17.4 CT_TcBorders",
        "top left bottom right insideH insideV tl2br tr2bl",
    ),
    // Sections
    content(
        "sectPr",
        "17.6 CT_SectPr",
        "headerReference|footerReference* footnotePr endnotePr type pgSz pgMar paperSrc pgBorders \
         lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid \
         printerSettings",
    ),
    // Styles
    content(
        "styles",
        "17.7 CT_Styles",
        "docDefaults latentStyles style*",
    ),
    content(
        "docDefaults",
        "17.7 CT_DocDefaults",
        "rPrDefault pPrDefault",
    ),
    content("rPrDefault", "17.7 CT_RPrDefault", "rPr"),
    content("pPrDefault", "17.7 CT_PPrDefault", "pPr"),
    content("latentStyles", "17.7 CT_LatentStyles", "lsdException*"),
    content(
        "style",
        "17.7 CT_Style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat \
         locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr*",
    ),
    // Settings, of which those that Word itself writes most
    content(
        "settings",
        "17.15.1 CT_Settings",
        "writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins \
         alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter attachedTemplate \
         linkStyles stylePaneFormatFilter documentType mailMerge revisionView trackRevisions \
         documentProtection autoFormatOverride defaultTabStop autoHyphenation consecutiveHyphenLimit \
         hyphenationZone doNotHyphenateCaps evenAndOddHeaders characterSpacingControl footnotePr \
         endnotePr compat docVars rsids attachedSchema themeFontLang clrSchemeMapping \
         doNotIncludeSubdocsInStats decimalSymbol listSeparator",
    ),
    content(
        "footnotePr",
        "17.11 CT_FtnDocProps",
        "pos numFmt numStart numRestart footnote*",
    ),
    content("compat", "17.15.3 CT_Compat", "compatSetting*"),
    // Typefaces
    content("fonts", "17.8 CT_FontsList", "font*"),
    content(
        "font",
        "17.8 CT_Font",
        "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic \
         embedBoldItalic",
    ),
    // Theme: DrawingML
    content(
        "a:theme",
        "20.1.6.9",
        "a:themeElements a:objectDefaults a:extraClrSchemeLst",
    ),
    content(
        "a:themeElements",
        "20.1.6.10",
        "a:clrScheme a:fontScheme a:fmtScheme",
    ),
    content(
        "a:clrScheme",
        "20.1.6.2",
        "a:dk1 a:lt1 a:dk2 a:lt2 a:accent1 a:accent2 a:accent3 a:accent4 a:accent5 a:accent6 a:hlink \
         a:folHlink",
    ),
    content(
        "a:dk1|a:lt1|a:dk2|a:lt2|a:accent1|a:accent2|a:accent3|a:accent4|a:accent5|a:accent6|a:hlink|a:folHlink",
        "20.1.4 CT_Color",
        "a:sysClr|a:srgbClr",
    ),
    content("a:fontScheme", "20.1.4.1.18", "a:majorFont a:minorFont"),
    content(
        "a:majorFont|a:minorFont",
        "20.1.4.1 CT_FontCollection",
        "a:latin a:ea a:cs a:font*",
    ),
    content(
        "a:fmtScheme",
        "20.1.4.1.14",
        "a:fillStyleLst a:lnStyleLst a:effectStyleLst a:bgFillStyleLst",
    ),
    content(
        "a:fillStyleLst|a:bgFillStyleLst",
        "20.1.4.1.13",
        "a:noFill|a:solidFill|a:gradFill*",
    ),
    content("a:lnStyleLst", "20.1.4.1.21", "a:ln*"),
    content("a:ln", "20.1.2.2.24", "a:noFill|a:solidFill a:prstDash"),
    content(
        "a:effectStyleLst|a:effectStyle",
        "20.1.4.1.12",
        "a:effectStyle|a:effectLst*",
    ),
    content("a:solidFill", "20.1.8.54", "a:schemeClr|a:srgbClr|a:sysClr"),
];

/// What is not in its order in a package.
pub fn faults(package: &Package) -> Vec<String> {
    let mut faults = Vec::new();
    for (part, root) in package.worded() {
        for element in root.all() {
            if let Err(fault) = check(element) {
                faults.push(format!("{}: {part}: {fault}", package.name));
            }
        }
    }
    faults
}

fn check(element: &Element) -> Result<(), String> {
    let Some(first) = element.children.first() else {
        return Ok(());
    };
    let name = local(&element.name);
    let known = |content: &&Content| content.of.split('|').any(|of| of == name);
    let content = CONTENTS
        .iter()
        .find(known)
        .ok_or_else(|| format!("nobody knows that {name} has {}", first.name))?;
    let mut steps = content.children.split(' ').filter(|step| !step.is_empty());
    let mut step = steps.next();
    let mut used = false;
    for child in &element.children {
        let child = local(&child.name);
        loop {
            let Some(names) = step else {
                let clause = content.clause;
                return Err(format!("{child} must not stand there in {name} ({clause})"));
            };
            let many = names.ends_with('*');
            let fits = names.trim_end_matches('*').split('|').any(|n| n == child);
            if fits && (many || !used) {
                used = true;
                break;
            }
            step = steps.next();
            used = false;
        }
    }
    Ok(())
}

/// A name without the prefix of `WordprocessingML`.
fn local(name: &str) -> &str {
    name.strip_prefix("w:").unwrap_or(name)
}

/// 17.18: lengths are whole numbers of their units.
#[test]
fn lengths_are_whole_numbers() {
    for package in samples::all() {
        for (part, root) in package.worded() {
            for element in root.all() {
                for (name, value) in &element.attributes {
                    let fraction = value.parse::<f64>().is_ok() && value.parse::<i64>().is_err();
                    let tag = &element.name;
                    assert!(!fraction, "{}: {part}: {tag} {name}={value}", package.name);
                }
            }
        }
    }
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    for package in samples::all() {
        assert_eq!(faults(package), Vec::<String>::new());
    }
}

/// What each of these breaks is seen, and nothing else is.
#[test]
fn what_is_out_of_order_is_found() {
    let package = samples::everything();
    let (document, styles) = ("word/document.xml", "word/styles.xml");
    for (part, from, to, fault) in [
        (
            document,
            "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr><w:tc>",
            "<w:tc/><w:trPr/><w:tc>",
            "trPr must not stand there in tr (17.4 CT_Row)",
        ),
        (
            document,
            "<w:cols w:space=\"720\"/><w:titlePg/>",
            "<w:titlePg/><w:cols/>",
            "cols must not stand there in sectPr (17.6 CT_SectPr)",
        ),
        (
            document,
            "<w:b/><w:bCs/>",
            "<w:bCs/><w:b/>",
            "b must not stand there in rPr (17.3.2 EG_RPrBase)",
        ),
        (
            document,
            "<w:tblLayout w:type=\"fixed\"/>",
            "<w:tblLayout/><w:tblW/>",
            "tblW must not stand there in tblPr (17.4 CT_TblPr)",
        ),
        (
            document,
            "<w:vAlign w:val=\"bottom\"/>",
            "<w:vAlign/><w:vAlign/>",
            "vAlign must not stand there in tcPr (17.4 CT_TcPr)",
        ),
        (
            styles,
            "<w:keepNext/><w:keepLines/>",
            "<w:keepLines/><w:keepNext/>",
            "keepNext must not stand there in pPr (17.3.1 CT_PPr)",
        ),
        (
            styles,
            "<w:qFormat/>",
            "<w:qFormat/><w:name/>",
            "name must not stand there in style (17.7 CT_Style)",
        ),
        (
            "word/settings.xml",
            "<w:compat>",
            "<w:decimalSymbol/><w:compat>",
            "compat must not stand there in settings (17.15.1 CT_Settings)",
        ),
        (
            document,
            "<w:body>",
            "<w:body><w:zoom><w:p/></w:zoom>",
            "zoom must not stand there in body (17.2.2)",
        ),
        (
            "word/header.xml",
            "<w:t>2</w:t>",
            "<w:t><w:b/></w:t>",
            "nobody knows that t has w:b",
        ),
    ] {
        let found = faults(&package.broken(part, from, to));
        assert!(
            found.iter().any(|f| f.ends_with(fault)),
            "{from}: {found:?}"
        );
    }
}
