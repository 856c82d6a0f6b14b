import { testProperties } from './properties.ts';

testProperties(1500, 90);
