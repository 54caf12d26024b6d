// Known answer of HPKE with X-Wing, made with @hpke/hybridkem-x-wing, whose own vectors the tests run. A browser's own
// implementation is used only when it gives these very bytes back: one of another draft would lock people out of their keys.

/** Every byte of the seed. */
export const PROBE_SEED_BYTE = 7;
export const PROBE_INFO = "strongroom/1/kem-probe";
export const PROBE_PLAIN = "strongroom";
/** SHA-256 of the seed's public key, base64url. */
export const PROBE_PUBLIC_HASH = "dJQ7Ts1EHsf5LSLD-zd6Kc1_uWaH79qPrnSuIhmhwnk";
export const PROBE_ENC =
  "pgyJJBJuIIhBWRzLb7g6Ao0khN_1s46EB1hwUKUf7cCwQj_SU7ec6TMPh4MjyqbiW5Qa-QaDkiio18SN0MOxCUXyNDzzD_FZ" +
  "TFMuDfFHWR5QfvQHGT-eaPB4bNpcIkf71CUhgJEbA-U01UJUceEYlb-kAaQKVV-B_9e7Gmahb3c073oM-NgswVerCp3AuHMP" +
  "3vR81Y0A9hKYYLXxRC0c7lti8BDd1LGDoEOhqwn6MAUaNBMPBi_LBOdeNlSJK46stYsVx1kz2ihB6v0r3WXDf8xawNt1qELY" +
  "bkuTZeUmcvrb7MAVdbCjIOFTm_iFXiu9jIO7RsH-kG4k1uXGuqnZJ-xz1Lxw0l5Yd7SVeGWQgLJpgVc6YDQfA9TLBZpeFKH9" +
  "na43aBR6UZB-nFaSoHESy3NGHWobeksXEhaohCySdrYNklQMmzBQk8YyPfE2-vFS-N7ixditjjaL684niu0aBIfReBMWNggo" +
  "1G6iRqAHjUjkEdxVCFO1QMHaAEusnfXdSS0_4QS0CMFav91cv7hN_uyENpmhls1ys4DclUHapTyTgIj_Q_us0xOyVn5r5bz-" +
  "HBqdfmz91RjxNZRggDzniBpwBJ6D0HncBvOgUArYFr-lcey2LUa621y_amSE6oSLTZQEBbxDqCYo8MLCEXb2nAnhVST7l7wN" +
  "ZT1_kYvwkk_4vKuS-GTQWbi_VMLHMzG3DFon7BWxw6eL9LI_UuiS8jJS84K6E2H9MShcqokGq8Eroy-Ei9eGEyLTL7zxBYSl" +
  "WoOMGpheyX5gPNJEiZNP0HEoBP1YxYSoGziQbp95peoq31pm2UWCupYDIJv3952iNsJGpipUqxpajuj9QOca59XMS9qI2pmn" +
  "xgfv_lbjAjMp5u35VGPmqgJjL08X4QPgLBOJGowz0qNacTpmzHa2chqc2F8_8CKissddxQvHci5DoEMJ597x_obi2piOYvm7" +
  "8VDSvwXajDjbL_fwuHia3pTg2M7sLluw9D37AgKS_rUGofVPqciRIMZaaRI-XnzlFrLsyk5q0xuF5PJAyBwolKJfPzpB8hpg" +
  "GeheZPN3aWng3MZeKwVgaDp4Iw1swdG5zk1z-x3AfXxaNZSZ2oAm4hQs0wTHxqDUtE0hjNDzoDKykW1akXl7HU0Eifj1LhRz" +
  "GKBe6f9olo7ZEqaBBvM6LLlMCEYmI-aM1j9680Xpe1azqdCyGao4zNPdOnxLOUMl8-WXA1v2Ox0LkzprkhfbQW_etup05mX_" +
  "IqIwsBGYPVaZtPn76g62P1sZBrd5Y9k1nblOj-xKpNfyHSu0mAbmJfLNgXm0BVmM3CO4-fGIXvoAuZSo1mi4LFQStgvsMMVy" +
  "PyyApKTYr0sxd7BpX4AWaAfIJsaPp1A-NAcxd-We4pEOXF5lhc-k7IEWwnEj5m0G18pmKFLHy_CUgX5iOgc-RYem3N44f3gB" +
  "ku851RhGFxjHGcNCzFiS6dSXc-DRuRmdpf6xG_EBnnyUyBBtugGUCg";
export const PROBE_SEALED = "AO23bwstPz3XHEhFXTtzQOsoRDn8BgfQSEg";
