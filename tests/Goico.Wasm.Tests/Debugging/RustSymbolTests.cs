using CsCheck;
using Goico.Wasm.Debugging;

namespace Goico.Wasm.Tests.Debugging;

public sealed class RustSymbolTests
{
    [Theory]
    [InlineData("_ZN1t6orders8quantity17hd468f5f31525fcc4E", "t::orders::quantity")]
    [InlineData(
        "_ZN44_$LT$$RF$str$u20$as$u20$t..orders..Check$GT$5check17h5156d3311124555bE",
        "<&str as t::orders::Check>::check")]
    [InlineData(
        "_ZN3std9panicking19begin_panic_handler28_$u7b$$u7b$closure$u7d$$u7d$17h106d97be21bfe094E.llvm.12",
        "std::panicking::begin_panic_handler::{{closure}}")]
    [InlineData("_RNvXNtCs1mEBA5WupmE_1t6ordersReNtB2_5Check5check", "<&str as t::orders::Check>::check")]
    [InlineData("_RINvCskK7mfDs1mzF_1m3negKln5_Kb1_Kc78_EB2_", "m::neg::<-5, true, 'x'>")]
    [InlineData("_RINvCskK7mfDs1mzF_1m5holdsThoAfj3_EEB2_", "m::holds::<(u8, u128, [f32; 3])>")]
    [InlineData("_RINvCskK7mfDs1mzF_1m5holdsNCNvB2_4mains2_0EB2_", "m::holds::<m::main::{closure#4}>")]
    [InlineData(
        "_RNCNCINvNtNtCsjrHSEGnQ3l9_3std6thread9lifecycle15spawn_uncheckedNCNvCskK7mfDs1mzF_1m4main0jE00B14_",
        "std::thread::lifecycle::spawn_unchecked::<m::main::{closure#0}, usize>::{closure#0}::{closure#0}")]
    [InlineData(
        "_RINvCskK7mfDs1mzF_1m5holdsPDNtNtNtNtCsgEmfK2I1SDS_4core4iter6traits8iterator8Iteratorp4ItemTNtNtCslNYArtu3iFV_5alloc6string6StringiEEL_EB2_",
        "m::holds::<*const dyn core::iter::traits::iterator::Iterator<Item = (alloc::string::String, isize)>>")]
    [InlineData("event", "event")]
    [InlineData("_Recursion", "_Recursion")]
    [InlineData("_ZN3foo3barE", "_ZN3foo3barE")]
    [InlineData("_ZN3foo", "_ZN3foo")]
    public void Demangle_Name_IsAsItIsWritten(string symbol, string written) =>
        Assert.Equal(written, RustSymbol.Demangle(symbol));

    [Fact]
    public void Demangle_NameThatRefersToItselfOverAndOver_IsBounded()
    {
        // Each tuple holds the one before twice.
        string symbol = "_RINvC1a1bTuuE" + string.Concat(Enumerable.Range(0, 60).Select(_ => "TB7_B7_E")) + "E";

        Assert.InRange(RustSymbol.Demangle(symbol).Length, 1, 5_000);
    }

    [Fact]
    public void Demangle_AnyName_IsBoundedText() =>
        Gen.Char["_RNvXCICMYBsLKTFDPQRASEGpuz0123456789abE$."].Array[0, 120].Sample(letters =>
        {
            string name = new(letters);
            Assert.NotNull(RustSymbol.Demangle(name));
            Assert.InRange(RustSymbol.Demangle("_R" + name).Length, 1, 10_000);
            Assert.InRange(RustSymbol.Demangle("_ZN" + name).Length, 1, 10_000);
        }, iter: 20_000);
}
